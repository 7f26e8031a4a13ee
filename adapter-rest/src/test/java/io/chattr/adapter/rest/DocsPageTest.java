package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for people, as a browser gets it. */
class DocsPageTest {
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Server server;

  @BeforeAll
  static void start() {
    server =
        new Server(api -> api.pages(new DocsPage().with("/more.yaml", "more: true\n").routes()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/", "/docs?x=1"})
  void the_page_is_there_for_everybody_and_all_that_it_names_is_there_too(String path)
      throws Exception {
    var page = get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    List<String> named = new ArrayList<>();
    LOADED.matcher(page.body()).results().forEach(found -> named.add(found.group(1)));
    assertThat(named)
        .containsExactlyInAnyOrder(
            "/docs/swagger-ui.css",
            "/docs/swagger-ui-bundle.js",
            "/docs/docs.js",
            "/openapi.yaml",
            "/more.yaml");
    for (String each : named) {
      assertThat(get(each).statusCode()).as(each).isEqualTo(200);
    }
  }

  @Test
  void no_script_and_no_style_stands_in_the_page_and_none_would_run() throws Exception {
    var page = get("/docs");

    assertThat(page.body())
        .doesNotContain("<style")
        .doesNotContain("style=")
        .doesNotContainPattern("<script[^>]*>[^<]")
        .doesNotContainPattern("\\son\\w+=");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http", "*");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html; charset=utf-8",
    "/docs/docs.js, text/javascript; charset=utf-8",
    "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
    "/docs/swagger-ui.css, text/css; charset=utf-8",
    "/more.yaml, application/yaml"
  })
  void each_part_has_its_type_and_need_not_be_sent_twice(String path, String type)
      throws Exception {
    var first = get(path);
    var again = get(path, "If-None-Match", header(first, "ETag"));
    var other = get(path, "If-None-Match", "\"other\"");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isNotBlank();
    assertThat(header(first, "Content-Type")).isEqualTo(type);
    assertThat(header(first, "Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/nothing.js",
        "/docs/index.html",
        "/docs/deeper/docs.js",
        "/docs/../openapi.yaml/x",
        "/docs/..%2fopenapi.yaml",
        "/docs/%2e%2e/%2e%2e/logback.xml",
        "/docs/swagger-ui.css/",
        "/docss"
      })
  void nothing_else_is_there(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"not_found\"");
  }

  @Test
  void it_can_only_be_read() throws Exception {
    var post =
        HttpRequest.newBuilder(server.uri("/docs")).POST(HttpRequest.BodyPublishers.noBody());
    var head =
        HttpRequest.newBuilder(server.uri("/docs"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody());

    var refused = HTTP.send(post.build(), BodyHandlers.ofString());
    var asked = HTTP.send(head.build(), BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(header(refused, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body()).isEmpty();
  }

  @Test
  void without_it_there_is_no_such_page() throws Exception {
    try (var bare = new Server()) {
      var answer =
          HTTP.send(HttpRequest.newBuilder(bare.uri("/docs")).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }
}
