package io.chattr.adapter.websocket.chat;

import static io.chattr.domain.failure.AuthenticationProblem.UNAUTHENTICATED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.ProblemView;
import java.util.Optional;

/** Lets plain clients in who show a good token, and those who show a cursor go on from there. */
final class PlainEntrance {
  private static final String SCHEME = "bearer ";

  private final Authenticator authenticator;
  private final Following following;
  private final ChatSocket.Shared shared;

  PlainEntrance(Authenticator authenticator, Following following, ChatSocket.Shared shared) {
    this.authenticator = authenticator;
    this.following = following;
    this.shared = shared;
  }

  /** Tells a client who it is. */
  Answer welcome(ChatSocket socket) {
    ObjectNode who = JsonNodeFactory.instance.objectNode();
    return new Answer.Done(who.put("userId", socket.user().value()));
  }

  Answer refusal(Failure failure) {
    ProblemView problem = ProblemView.of(failure);
    return new Answer.Failed(problem, shared.encoder().raw(problem));
  }

  /** The token of an {@code Authorization} header (RFC 6750). */
  static Optional<String> token(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  /** The token of a first frame, which has to be {@code auth {token}}. */
  static String token(PlainFrame first) {
    JsonNode token = first.data().path("token");
    if (!first.type().equals("auth") || first.repeatedField().isPresent() || !token.isTextual()) {
      throw new Rejected(new Unauthenticated(UNAUTHENTICATED));
    }
    return token.textValue();
  }

  /** Somebody who is let in, and has to be answered before anything else. */
  interface Welcome {
    void to(ChatSocket socket);
  }

  /**
   * Lets {@code client} in. Whoever cannot be sent all that came after {@code cursor} is told
   * {@code reset}; whoever shows none is told the present one.
   */
  void enter(Client client, String token, Optional<String> cursor, Welcome welcome) {
    if (token.isEmpty()) {
      throw new Rejected(new Unauthenticated(UNAUTHENTICATED));
    }
    try (OpenSockets.Admission admission = shared.open().admission()) {
      Caller caller = authenticator.authenticate(token);
      Optional<Cursor> from =
          cursor
              .flatMap(PlainEntrance::read)
              .filter(shown -> following.covers(caller.user(), shown));
      if (from.isPresent()) {
        following.resume(accept(client, caller, admission, welcome), from.get(), true);
      } else {
        following.begin(
            caller.user(),
            now -> {
              ChatSocket socket = accept(client, caller, admission, welcome);
              client.tell(
                  cursor.isPresent()
                      ? shared.encoder().reset(now)
                      : shared.encoder().position(now));
              return socket;
            });
      }
    }
  }

  private ChatSocket accept(
      Client client, Caller caller, OpenSockets.Admission admission, Welcome welcome) {
    var socket = new ChatSocket(client, caller, shared);
    admission.add(socket);
    welcome.to(socket);
    return socket;
  }

  private static Optional<Cursor> read(String cursor) {
    try {
      return Optional.of(Cursor.of(cursor));
    } catch (Rejected unreadable) {
      return Optional.empty();
    }
  }
}
