package io.chattr.adapter.rest.http;

import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import io.chattr.application.port.Authenticator.Caller;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Client;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A request that has found its route, with its body, from a caller who is known where need be. */
public final class Call {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final Json json;
  private final Map<String, String> path;
  private final Query query;
  private final byte[] body;
  private final Optional<Caller> caller;
  private final Client client;
  private final List<String> idempotencyKeys;

  Call(
      Json json,
      Map<String, String> path,
      Query query,
      byte[] body,
      Optional<Caller> caller,
      Client client,
      List<String> idempotencyKeys) {
    this.json = json;
    this.path = path;
    this.query = query;
    this.body = body;
    this.caller = caller;
    this.client = client;
    this.idempotencyKeys = List.copyOf(idempotencyKeys);
  }

  /** Who calls; only routes that ask for a token may ask. */
  public UserId user() {
    return caller.orElseThrow().user();
  }

  /** The log-in in which they call, as its authenticator names it. */
  public String session() {
    return caller.orElseThrow().session();
  }

  /** From where and with what they call. */
  public Client client() {
    return client;
  }

  /**
   * What a segment of the path names. A text that can be no such name names nothing: it is not
   * found.
   */
  public <T> T path(String segment, String what, Function<String, T> reading) {
    try {
      return reading.apply(path(segment));
    } catch (Rejected rejected) {
      throw rejected.failure() instanceof InvalidValue
          ? new Rejected(new NotFound(what))
          : rejected;
    }
  }

  /** A segment of the path as it was said. */
  public String path(String segment) {
    return Objects.requireNonNull(path.get(segment));
  }

  /** The caller's own name for the command, from the header {@value #IDEMPOTENCY_KEY}. */
  public Optional<IdempotencyKey> idempotencyKey() {
    if (idempotencyKeys.size() > 1) {
      throw Rejected.value(IDEMPOTENCY_KEY, MALFORMED, "must not be given twice");
    }
    return idempotencyKeys.stream().findFirst().map(IdempotencyKey::new);
  }

  public Query query() {
    return query;
  }

  public <T> T body(Class<T> type) {
    return json.read(body, type);
  }

  /** Which page of a list. */
  public PageRequest page() {
    return new PageRequest(query.text("cursor"), query.amount("limit", PageRequest.DEFAULT_LIMIT));
  }
}
