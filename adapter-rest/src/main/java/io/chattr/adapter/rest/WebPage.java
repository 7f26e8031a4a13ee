package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Document;
import io.chattr.adapter.rest.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The page to chat with: what lies in a folder, at {@code /}, and the stock client of Socket.IO at
 * {@value #CLIENT}, which a page of another origin may load from here too. All of it is read once,
 * and nothing else can be asked for.
 */
public final class WebPage {
  /** Where the stock client of Socket.IO is, as an ES module. */
  public static final String CLIENT = "/vendor/socket.io.esm.min.js";

  private static final String INDEX = "index.html";
  private static final String CLIENT_FILE = "vendor/socket.io.esm.min.js";

  /** By how the names of files end; others are not for browsers. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "css", "text/css",
          "js", "text/javascript",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webp", "image/webp",
          "ico", "image/x-icon");

  // Nothing from elsewhere, no script or style that stands in the page, no text that becomes HTML.
  // To CSP 3, 'self' is also the WebSocket of the same host.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data: blob:; manifest-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private final String index;
  private final SortedMap<String, byte[]> parts;

  private WebPage(String index, SortedMap<String, byte[]> parts) {
    this.index = index;
    this.parts = parts;
  }

  /** What lies in {@code folder} and below, but for what is hidden, or of no type that it knows. */
  public static WebPage in(Path folder) {
    var parts = new TreeMap<String, byte[]>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (type(name).isPresent() && Stream.of(name.split("/")).noneMatch(WebPage::isHidden)) {
          parts.put(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    byte[] index = parts.remove(INDEX);
    if (index == null) {
      throw new IllegalArgumentException("There is no " + INDEX + " in " + folder);
    }
    return new WebPage(new String(index, StandardCharsets.UTF_8), parts);
  }

  /**
   * The same page, told {@code content} by its {@code <meta name="…" content="">} of that {@code
   * name}, which must be there and empty.
   */
  public WebPage told(String name, String content) {
    String empty = "<meta name=\"" + name + "\" content=\"\">";
    if (!index.contains(empty)) {
      throw new IllegalArgumentException(INDEX + " has no " + empty);
    }
    String full = "<meta name=\"" + name + "\" content=\"" + escaped(content) + "\">";
    return new WebPage(index.replace(empty, full), parts);
  }

  /** The page, what it is made of, and the stock client. */
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    Document page = document(INDEX, index.getBytes(StandardCharsets.UTF_8));
    routes.add(route("/", page));
    routes.add(route("/" + INDEX, page));
    parts.forEach((name, bytes) -> routes.add(route("/" + name, document(name, bytes))));
    routes.add(route(CLIENT, document(CLIENT, client())));
    return routes;
  }

  private static Route route(String path, Document document) {
    return Route.get(path, call -> document).withoutToken().answering(document.mediaType());
  }

  /** Asked for again each time, and answered with 304: a page and its parts fit together. */
  private static Document document(String name, byte[] bytes) {
    return Document.of(type(name).orElseThrow(), bytes)
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer");
  }

  private static Optional<String> type(String name) {
    return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static byte[] client() {
    try (InputStream in = WebPage.class.getResourceAsStream(CLIENT_FILE)) {
      return Objects.requireNonNull(in, CLIENT_FILE).readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
