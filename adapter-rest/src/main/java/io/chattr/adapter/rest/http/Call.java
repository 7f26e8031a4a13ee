package io.chattr.adapter.rest.http;

import io.chattr.application.port.Authenticator.Caller;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Client;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.Json;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A request that has found its route, with its body, from a caller who is known where need be. */
public final class Call {
  private final Json json;
  private final Map<String, String> path;
  private final Query query;
  private final byte[] body;
  private final Optional<Caller> caller;
  private final Client client;

  Call(
      Json json,
      Map<String, String> path,
      Query query,
      byte[] body,
      Optional<Caller> caller,
      Client client) {
    this.json = json;
    this.path = path;
    this.query = query;
    this.body = body;
    this.caller = caller;
    this.client = client;
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
      return reading.apply(Objects.requireNonNull(path.get(segment)));
    } catch (Rejected rejected) {
      throw rejected.failure() instanceof InvalidValue
          ? new Rejected(new NotFound(what))
          : rejected;
    }
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
