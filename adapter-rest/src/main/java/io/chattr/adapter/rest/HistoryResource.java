package io.chattr.adapter.rest;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Query;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.Chattr;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.application.message.MarkMessages.Marked;
import io.chattr.application.message.PostMessage;
import io.chattr.application.message.ReadHistory;
import io.chattr.application.port.Committed;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.failure.Failure.OutcomeUnknown;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.message.Message;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.SendMessage;
import io.chattr.wire.view.MarkedView;
import io.chattr.wire.view.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code /conversations/{id}/messages}, and how far one has come in them */
final class HistoryResource {
  // A round of a group, and as much again for a busy store.
  private static final Duration LONGEST_MARK = Duration.ofSeconds(30);

  private final PostMessage postMessage;
  private final MarkMessages markMessages;
  private final ReadHistory readHistory;
  private final Shown shown;

  HistoryResource(Chattr chattr) {
    this.postMessage = chattr.postMessage();
    this.markMessages = chattr.markMessages();
    this.readHistory = chattr.readHistory();
    this.shown = new Shown(chattr);
  }

  Reply post(Call call) {
    var request = call.body(SendMessage.class);
    Committed<Message> posted =
        postMessage.handle(request.by(call.user(), ConversationResource.id(call)));
    var view = shown.posted(call.user(), posted);
    return posted.repeated() ? Reply.ok(view) : Reply.created(view);
  }

  Reply delivered(Call call) {
    return mark(call, Mark.DELIVERED);
  }

  Reply read(Call call) {
    return mark(call, Mark.READ);
  }

  private Reply mark(Call call, Mark mark) {
    var request = call.body(MarkUpTo.class);
    var command = request.by(call.user(), ConversationResource.id(call), mark);
    var marking = markMessages.submit(command);
    return marking.isDone()
        ? marked(marking)
        : new Reply.Later(marking, LONGEST_MARK, mayWait -> marked(marking));
  }

  private static Reply marked(CompletableFuture<Committed<Marked>> marking) {
    if (!marking.isDone()) {
      throw new Rejected(new OutcomeUnknown(MarkMessages.ROUND));
    }
    return Reply.ok(MarkedView.of(MarkMessages.outcome(marking).value()));
  }

  Reply list(Call call) {
    Query query = call.query();
    Optional<Long> before = query.number("before");
    Optional<Long> after = query.number("after");
    Optional<Instant> from = query.time("from");
    Optional<Instant> to = query.time("to");
    int limit = query.amount("limit", PageRequest.DEFAULT_LIMIT);
    Optional<Long> around = query.number("around");
    var conversation = ConversationResource.id(call);
    if (around.isEmpty()) {
      var history =
          new ReadHistory.Query(call.user(), conversation, before, after, from, to, limit);
      return Reply.ok(shown.messages(call.user(), readHistory.handle(history)));
    }
    if (before.isPresent() || after.isPresent() || from.isPresent() || to.isPresent()) {
      throw Rejected.value("around", INVALID_VALUE, "must stand without other bounds");
    }
    var place = new ReadHistory.Around(call.user(), conversation, around.get(), limit);
    return Reply.ok(shown.around(call.user(), readHistory.around(place)));
  }
}
