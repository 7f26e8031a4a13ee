package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page to chat with, as a browser gets it. */
class WebPageTest {
  private static final String INDEX =
      "<!doctype html><meta name=\"chattr-demo\" content=\"\"><title>Grüße</title>";
  private static final String SCRIPT = "export const text = \"Grüße\";\n".repeat(100);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    write("index.html", INDEX);
    write("css/page.css", "body{}");
    write("js/main.js", SCRIPT);
    write("js/view/list.js", "export {};");
    write("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    write("manifest.webmanifest", "{}");
    write("js/.swap.js", "hidden");
    write(".git/config.json", "hidden");
    write("notes.md", "not for browsers");
    write("LICENSE", "not for browsers");
    server = new Server(api -> api.pages(WebPage.in(folder).routes()));
  }

  private static void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> get(Server from, String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(from.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return get(server, path, headers);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/?conversation=1"})
  void the_page_is_there_for_everybody(String path) throws Exception {
    var page = get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(text(page)).isEqualTo(INDEX);
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/css/page.css, text/css; charset=utf-8",
    "/js/main.js, text/javascript; charset=utf-8",
    "/js/view/list.js, text/javascript; charset=utf-8",
    "/icon.svg, image/svg+xml",
    "/manifest.webmanifest, application/manifest+json",
    "/vendor/socket.io.esm.min.js, text/javascript; charset=utf-8"
  })
  void each_part_has_its_type_and_is_asked_for_and_not_sent_again(String path, String type)
      throws Exception {
    var first = get(path);
    var again = get(path, "If-None-Match", header(first, "ETag"));
    var other = get(path, "If-None-Match", "\"other\"");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isNotEmpty();
    assertThat(header(first, "Content-Type")).isEqualTo(type);
    assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(first, "ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "*", "GZIP", "deflate, *;q=0.1"})
  void who_takes_gzip_gets_the_same_text_in_less(String accepted) throws Exception {
    var page = get("/js/main.js", "Accept-Encoding", accepted);

    assertThat(header(page, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(page, "Vary")).contains("Accept-Encoding");
    assertThat(page.body()).hasSizeLessThan(500);
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(SCRIPT);
    }
    var again =
        get("/js/main.js", "Accept-Encoding", accepted, "If-None-Match", header(page, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(header(again, "Vary")).contains("Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip;q=0, *", "*;q=0.000", "gzipped"})
  void who_does_not_take_gzip_gets_the_text_as_it_is(String accepted) throws Exception {
    var page = get("/js/main.js", "Accept-Encoding", accepted);

    assertThat(header(page, "Content-Encoding")).isEmpty();
    assertThat(header(page, "Vary")).contains("Accept-Encoding");
    assertThat(text(page)).isEqualTo(SCRIPT);
  }

  @Test
  void what_is_compressed_is_not_taken_for_what_is_not() throws Exception {
    String compressed = header(get("/js/main.js", "Accept-Encoding", "gzip"), "ETag");

    assertThat(header(get("/js/main.js"), "ETag")).isNotEqualTo(compressed);
    assertThat(get("/js/main.js", "If-None-Match", compressed).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/js/main.js", "/icon.svg", "/vendor/socket.io.esm.min.js"})
  void nothing_from_elsewhere_and_nothing_inline_would_run(String path) throws Exception {
    var answer = get(path);

    assertThat(header(answer, "Content-Security-Policy"))
        .contains(
            "default-src 'none'",
            "script-src 'self';",
            "style-src 'self';",
            "connect-src 'self';",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'")
        .doesNotContain("unsafe", "http", "*");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/js",
        "/js/",
        "//",
        "/js/none.js",
        "/js/main.js/",
        "/js/../index.html",
        "/js/%2e%2e/index.html",
        "/js%2fmain.js",
        "/..%2findex.html",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/js/.swap.js",
        "/.git/config.json",
        "/notes.md",
        "/LICENSE",
        "/vendor/",
        "/vendor/socket.io-client.LICENSE",
        "/vendor/../openapi.yaml/x"
      })
  void nothing_else_is_there(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(text(answer)).contains("\"code\":\"not_found\"");
  }

  @Test
  void it_can_only_be_read() throws Exception {
    var post = HttpRequest.newBuilder(server.uri("/")).POST(BodyPublishers.noBody());
    var head =
        HttpRequest.newBuilder(server.uri("/js/main.js"))
            .method("HEAD", BodyPublishers.noBody())
            .header("Accept-Encoding", "gzip");

    var refused = HTTP.send(post.build(), BodyHandlers.ofString());
    var asked = HTTP.send(head.build(), BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(header(refused, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body()).isEmpty();
    assertThat(header(asked, "ETag"))
        .isEqualTo(header(get("/js/main.js", "Accept-Encoding", "gzip"), "ETag"));
  }

  @Test
  void pages_of_allowed_origins_load_the_socket_client_and_ask_and_others_do_not()
      throws Exception {
    for (String path : new String[] {WebPage.CLIENT, "/health/live"}) {
      var allowed = get(path, "Origin", Server.ORIGIN);
      var other = get(path, "Origin", "https://evil.example");

      assertThat(header(allowed, "Access-Control-Allow-Origin")).isEqualTo(Server.ORIGIN);
      assertThat(header(allowed, "Vary")).contains("Origin");
      assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void the_socket_client_is_the_one_that_was_published() throws Exception {
    assertThat(text(get(WebPage.CLIENT)))
        .startsWith("/*!\n * Socket.IO v4.")
        .contains("Released under the MIT License")
        .contains(" as io,");
  }

  @Test
  void it_is_told_things_by_its_empty_metas_alone() throws Exception {
    WebPage page = WebPage.in(folder);

    try (var told =
        new Server(api -> api.pages(page.told("chattr-demo", "{\"a\":\"<b> & 'c'\"}").routes()))) {
      assertThat(text(get(told, "/")))
          .contains(
              "<meta name=\"chattr-demo\" content=\"{&quot;a&quot;:&quot;&lt;b> &amp;"
                  + " 'c'&quot;}\">");
      assertThat(header(get(told, "/"), "ETag")).isNotEqualTo(header(get("/"), "ETag"));
    }
    assertThatThrownBy(() -> page.told("chattr-else", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chattr-else");
  }

  @Test
  void a_folder_without_a_page_is_none(@TempDir Path empty) {
    assertThatThrownBy(() -> WebPage.in(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index.html");
  }

  @Test
  void without_it_there_is_no_such_page() throws Exception {
    try (var bare = new Server()) {
      assertThat(get(bare, "/").statusCode()).isEqualTo(404);
      assertThat(get(bare, WebPage.CLIENT).statusCode()).isEqualTo(404);
    }
  }
}
