package io.chattr.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.Store;
import io.chattr.domain.content.Text;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A fail-over or a restore puts another log, or a shorter one, under a node that is at work. */
class LogBegunAnewTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");

  private final AtomicReference<Store> present = new AtomicReference<>(new MemoryStore());
  private final Chattr chattr = Chattr.on(replaceable(Store.class, present)).build();

  /** Each call goes to what is there when it is made, also those on what it answers. */
  private static <T> T replaceable(Class<T> type, AtomicReference<? extends T> target) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (type == Store.class && method.getParameterCount() == 0) {
                return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {method.getReturnType()},
                    (part, call, values) -> invoke(call, method.invoke(target.get()), values));
              }
              return invoke(method, target.get(), arguments);
            });
    return type.cast(proxy);
  }

  private static Object invoke(java.lang.reflect.Method method, Object on, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private ConversationId open() {
    return chattr
        .openConversation()
        .handle(new OpenConversation.Command.Direct(ANN, BEN))
        .value()
        .id();
  }

  /** Hears, and says when it is lost. */
  private static final class Ear implements LiveListener {
    private final BlockingQueue<Notice> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch lost = new CountDownLatch(1);

    @Override
    public void hear(Notice notice) {
      heard.add(notice);
    }

    @Override
    public void lost() {
      lost.countDown();
    }
  }

  @Test
  void whoever_listens_is_told_and_the_new_log_is_heard_from_its_beginning() throws Exception {
    open();
    var ear = new Ear();
    Subscription subscription = chattr.liveEvents().subscribe(BEN, ear);
    Cursor old = subscription.cursor();
    var next = chattr.liveEvents().next(BEN);

    present.set(new MemoryStore());

    assertThat(ear.lost.await(20, TimeUnit.SECONDS)).isTrue();
    next.get(20, TimeUnit.SECONDS);
    assertThat(chattr.liveEvents().after(BEN, old, 10).reset()).isTrue();
    assertThat(subscription.catchUp(10)).isEqualTo(Subscription.Progress.RESET);

    var again = new Ear();
    chattr.liveEvents().subscribe(BEN, again);
    ConversationId room = open();
    chattr.postMessage().handle(new PostMessage.Command(ANN, room, new Text("anew")));
    assertThat(again.heard.poll(20, TimeUnit.SECONDS).cursor().position()).isEqualTo(1);
    assertThat(again.heard.poll(20, TimeUnit.SECONDS).cursor().position()).isEqualTo(2);
    chattr.close();
  }
}
