package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.request.PollingAnswer;
import io.chattr.adapter.websocket.engineio.request.PollingRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through an upgrade at any moment, everything arrives once and in order. */
class UpgradeOrderTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withPings(Duration.ofHours(1), Duration.ofHours(1));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 20_261_121})
  void in_both_directions_whatever_happens_in_which_order(long seed) {
    var random = new Random(seed);
    int moved = 0;
    for (int i = 0; i < 300; i++) {
      var story = new Story(random);
      for (int step = 0; step < 150; step++) {
        story.step();
      }
      moved += story.hasMoved ? 1 : 0;
      story.finish();

      assertThat(story.received).describedAs("by the client").isEqualTo(story.sent);
      assertThat(story.application.heard()).describedAs("by the server").isEqualTo(story.told);
      assertThat(story.application.closes()).isEmpty();
    }
    assertThat(moved).isPositive();
  }

  /** A client that keeps the rules of the protocol, on a network that takes its time. */
  private static final class Story {
    private final Random random;
    private final VirtualTime time = new VirtualTime();
    private final TestApplication application = new TestApplication();
    private final EngineServer server = new EngineServer(OPTIONS, time, application);
    private final PollingClient client = PollingClient.connect(server);
    private final List<String> sent = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private @Nullable TestRequest poll;
    private @Nullable TestRequest post;
    private @Nullable String body;
    private @Nullable TestClient websocket;
    private boolean pausing;
    private boolean hasMoved;

    private Story(Random random) {
      this.random = random;
    }

    private void step() {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> send();
        case 3 -> time.pass(Duration.ofMillis(random.nextInt(60)));
        case 4 -> application.hearsOnly(random.nextInt(4));
        case 5 -> application.hearsAgain(1 + random.nextInt(4));
        case 6 -> probe();
        default -> work();
      }
    }

    private void send() {
      String frame = "4" + sent.size();
      sent.add(frame);
      application.sends(frame);
    }

    private void probe() {
      if (websocket == null && random.nextInt(3) == 0) {
        websocket = client.probes();
        websocket.stalls();
        websocket.sends("2probe");
      }
    }

    private void work() {
      switch (random.nextInt(5)) {
        case 0 -> poll();
        case 1 -> readPoll();
        case 2 -> tell();
        case 3 -> readPost();
        default -> readWebSocket();
      }
    }

    private void poll() {
      if (poll == null && !pausing) {
        poll = client.pollsSlowly();
      }
    }

    private void readPoll() {
      if (poll != null && poll.isAnswered()) {
        for (String packet : poll.answer().split("\\|")) {
          hear(packet);
        }
        client.reads(poll);
        poll = null;
      }
    }

    private void hear(String packet) {
      if (!packet.equals("6")) {
        received.add(packet);
      }
    }

    private void tell() {
      String first = "4c" + told.size();
      String second = "4c" + (told.size() + 1);
      if (hasMoved && websocket != null) {
        told.add(first);
        websocket.sends(first);
      } else if (post == null && !pausing) {
        told.add(first);
        told.add(second);
        post = client.beginsToPost();
        body = first + "|" + second;
      }
    }

    private void readPost() {
      if (post == null) {
        return;
      }
      if (body != null) {
        client.posts(post, body);
        body = null;
      } else if (post.isAnswered()) {
        assertThat(post.answer()).isEqualTo("ok");
        post = null;
      }
    }

    private void readWebSocket() {
      if (websocket == null) {
        return;
      }
      if (pausing && !hasMoved && poll == null && post == null) {
        websocket.sends("5");
        hasMoved = true;
      }
      Frame frame = websocket.link().next();
      if (frame != null && frame.toString().equals("3probe")) {
        pausing = true;
      } else if (frame != null) {
        hear(frame.toString());
      }
    }

    private void finish() {
      for (int i = 0; i < 2_000; i++) {
        application.hearsAgain(Integer.MAX_VALUE);
        time.pass(Duration.ofMillis(1));
        poll();
        readPoll();
        readPost();
        readWebSocket();
      }
      assertThat(websocket == null || hasMoved).isTrue();
    }
  }

  private static final class Request implements PollingRequest {
    private final CompletableFuture<PollingAnswer> answer = new CompletableFuture<>();

    @Override
    public void answer(PollingAnswer given) {
      answer.complete(given);
    }

    private List<String> hears() {
      PollingAnswer given = answer.orTimeout(10, TimeUnit.SECONDS).join();
      assertThat(given).isInstanceOf(PollingAnswer.Frames.class);
      return ((PollingAnswer.Frames) given).frames().stream().map(Frame::toString).toList();
    }
  }

  @RepeatedTest(20)
  @Timeout(30)
  void of_each_of_several_threads_that_write_at_once() throws Exception {
    int writers = 4;
    int each = 2_000;
    var application = new TestApplication();
    try (var timer = new HeapTimer("upgrade")) {
      var server =
          new EngineServer(
              OPTIONS.withMaxQueued(100_000, 10_000_000).withMaxPayload(500), timer, application);
      var client = PollingClient.connect(server);
      for (int writer = 0; writer < writers; writer++) {
        String name = "4" + writer + ":";
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < each; i++) {
                    application.connection().send(List.of(Frame.text(name + i)));
                  }
                });
      }
      List<String> heard = new ArrayList<>();
      for (int polls = new Random().nextInt(20); polls >= 0; polls--) {
        poll(client, heard);
      }
      var woken = new Semaphore(0);
      var links = new ArrayList<WebSocketLink>(1);
      server.probe(
          client.sid(),
          link -> {
            links.add(link);
            return woken::release;
          });
      WebSocketLink link = links.getFirst();
      link.receive("2probe");
      assertThat(link.next()).hasToString("3probe");
      poll(client, heard);
      link.receive("5");
      while (heard.stream().filter(frame -> !frame.equals("6")).count() < writers * each) {
        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        for (Frame frame = link.next(); frame != null; frame = link.next()) {
          heard.add(frame.toString());
        }
      }

      int[] next = new int[writers];
      heard.removeIf("6"::equals);
      for (String frame : heard) {
        String[] parts = frame.substring(1).split(":");
        assertThat(Integer.parseInt(parts[1])).isEqualTo(next[Integer.parseInt(parts[0])]++);
      }
      assertThat(next).containsOnly(each);
      server.close();
    }
  }

  private static void poll(PollingClient client, List<String> heard) {
    var request = new Request();
    client.link().poll(request);
    heard.addAll(request.hears());
    client.link().written(request);
  }
}
