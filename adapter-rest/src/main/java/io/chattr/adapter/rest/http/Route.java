package io.chattr.adapter.rest.http;

/**
 * One call of the API.
 *
 * @param method of HTTP (RFC 9110 §9)
 * @param path its segments; one in braces stands for any text
 * @param authenticated whether the caller must show a token
 * @param takesBody whether a JSON document comes with it
 * @param mediaType of what it answers when all goes well
 */
public record Route(
    String method,
    String path,
    boolean authenticated,
    boolean takesBody,
    String mediaType,
    Endpoint endpoint) {

  public static Route get(String path, Endpoint endpoint) {
    return new Route("GET", path, true, false, MediaTypes.JSON, endpoint);
  }

  public static Route post(String path, Endpoint endpoint) {
    return new Route("POST", path, true, true, MediaTypes.JSON, endpoint);
  }

  public static Route patch(String path, Endpoint endpoint) {
    return new Route("PATCH", path, true, true, MediaTypes.JSON, endpoint);
  }

  /** For what is so after the call, and is said by its path alone. */
  public static Route put(String path, Endpoint endpoint) {
    return new Route("PUT", path, true, false, MediaTypes.JSON, endpoint);
  }

  public static Route delete(String path, Endpoint endpoint) {
    return new Route("DELETE", path, true, false, MediaTypes.JSON, endpoint);
  }

  /** The same for everybody. */
  public Route withoutToken() {
    return new Route(method, path, false, takesBody, mediaType, endpoint);
  }

  /** The same for a call that a JSON document comes with. */
  public Route withBody() {
    return new Route(method, path, authenticated, true, mediaType, endpoint);
  }

  /** The same for a call that its path says everything about. */
  public Route withoutBody() {
    return new Route(method, path, authenticated, false, mediaType, endpoint);
  }

  /** The same for a call that answers with something of {@code type}. */
  public Route answering(String type) {
    return new Route(method, path, authenticated, takesBody, type, endpoint);
  }
}
