package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Document;
import io.chattr.adapter.rest.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code /docs}: a page on which people read what {@code /openapi.yaml} says, and try it. It is
 * made of Swagger UI, from the class path; it loads nothing from elsewhere, and runs no script that
 * stands in a page.
 */
public final class DocsPage {
  public static final String PATH = "/docs";

  private static final String HTML = "text/html";
  private static final String CSS = "text/css";
  private static final String SCRIPT = "text/javascript";

  private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/";
  private static final String LIBRARY_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  // Pictures in the style sheet are data.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final SortedMap<String, String> documents = new TreeMap<>();

  /** Also shows {@code text}, which is YAML, at {@code path}, and has the page lead there. */
  public DocsPage with(String path, String text) {
    documents.put(path, text);
    return this;
  }

  /** The page, what it is made of, and the documents that were added. */
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    Document page = page();
    routes.add(route(PATH, page));
    routes.add(route(PATH + "/", page));
    routes.add(part("docs.js", SCRIPT, "docs/"));
    String library = LIBRARY + version() + "/";
    routes.add(part("swagger-ui-bundle.js", SCRIPT, library));
    routes.add(part("swagger-ui.css", CSS, library));
    documents.forEach(
        (path, text) -> routes.add(route(path, Document.of(OpenApiResource.MEDIA_TYPE, text))));
    return routes;
  }

  private static Route part(String file, String type, String folder) {
    return route(PATH + "/" + file, Document.of(type, read(folder + file)));
  }

  private static Route route(String path, Document document) {
    return Route.get(path, call -> document).withoutToken().answering(document.mediaType());
  }

  private Document page() {
    String links =
        Stream.concat(Stream.of(OpenApiResource.PATH), documents.keySet().stream())
            .map(path -> "<a href=\"%1$s\">%1$s</a>".formatted(path))
            .collect(Collectors.joining(" · "));
    return Document.of(HTML, read("docs/index.html").replace("{{documents}}", links))
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer");
  }

  private static String version() {
    try (InputStream in = open(LIBRARY_VERSION)) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String read(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(DocsPage.class.getResourceAsStream(name), name);
  }
}
