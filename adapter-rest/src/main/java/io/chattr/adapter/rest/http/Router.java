package io.chattr.adapter.rest.http;

import io.chattr.wire.ProblemCode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request. Of two templates that fit, the one that was added first is meant,
 * so {@code users/me} stands before {@code users/{id}}.
 */
final class Router {
  private final Map<String, Template> templates = new LinkedHashMap<>();

  Router(List<Route> routes) {
    for (Route route : routes) {
      templates
          .computeIfAbsent(
              route.path(),
              path -> new Template(List.of(path.split("/", -1)), new LinkedHashMap<>()))
          .routes()
          .put(route.method(), route);
    }
  }

  /** A route, and what stands for the names in its path. */
  record Match(Route route, Map<String, String> path) {}

  /** Refuses with 404, or with 405 and the header {@code Allow}. */
  Match find(HttpServerExchange exchange) {
    List<String> path = segments(exchange);
    Template template = template(path);
    String method = exchange.getRequestMethod().toString();
    // Undertow leaves the body out when it answers HEAD.
    Route route = template.routes().get(method.equals("HEAD") ? "GET" : method);
    if (route == null) {
      exchange.getResponseHeaders().put(Headers.ALLOW, allowed(template));
      throw new Refused(
          ProblemCode.METHOD_NOT_ALLOWED,
          "This can be asked for by " + allowed(template) + " only");
    }
    return new Match(route, template.match(path).orElseThrow());
  }

  /** The methods that the path of a request takes, as a list for a header. */
  String allowed(HttpServerExchange exchange) {
    return allowed(template(segments(exchange)));
  }

  private Template template(List<String> path) {
    return templates.values().stream()
        .filter(template -> template.match(path).isPresent())
        .findFirst()
        .orElseThrow(() -> new Refused(ProblemCode.NOT_FOUND, "There is nothing at this path"));
  }

  private static String allowed(Template template) {
    var methods = new ArrayList<String>();
    for (String method : template.routes().keySet()) {
      methods.add(method);
      if (method.equals("GET")) {
        methods.add("HEAD");
      }
    }
    methods.add("OPTIONS");
    return String.join(", ", methods);
  }

  /**
   * The segments behind where the API is mounted. Undertow's own decoding leaves encoded slashes,
   * which an id may hold, so that they could not be told from others.
   */
  private static List<String> segments(HttpServerExchange exchange) {
    String raw = exchange.getRequestURI();
    if (exchange.isHostIncludedInRequestURI()) {
      int slash = raw.indexOf('/', raw.indexOf("://") + 3);
      raw = slash < 0 ? "/" : raw.substring(slash);
    }
    List<String> all = List.of(raw.split("/", -1));
    int mounted = exchange.getResolvedPath().split("/", -1).length - 1;
    var segments = new ArrayList<String>();
    segments.add("");
    for (String segment : all.subList(Math.min(all.size(), 1 + mounted), all.size())) {
      int parameters = segment.indexOf(';');
      segments.add(
          PercentEncoding.decode(parameters < 0 ? segment : segment.substring(0, parameters))
              .orElseThrow(
                  () -> new Refused(ProblemCode.NOT_FOUND, "There is nothing at this path")));
    }
    return segments;
  }

  private record Template(List<String> segments, Map<String, Route> routes) {
    Optional<Map<String, String>> match(List<String> path) {
      if (path.size() != segments.size()) {
        return Optional.empty();
      }
      var names = new HashMap<String, String>();
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          names.put(segment.substring(1, segment.length() - 1), path.get(i));
        } else if (!segment.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(names);
    }
  }
}
