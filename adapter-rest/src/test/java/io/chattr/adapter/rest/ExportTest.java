package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import io.chattr.application.export.ExportPerson;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Room;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People take along what they may see, and nothing else. */
@Timeout(60)
class ExportTest {
  private static final String BASE = "/api/v1";
  private static final String EXPORT = BASE + "/users/me/export";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Server server = new Server();
  private final Chat chat = new Chat(server.store);
  private final Person ann = server.register();
  private final Person ben = server.register();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> download(Person who) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(who.client().request(EXPORT).GET().build(), BodyHandlers.ofByteArray());
    }
  }

  private static Map<String, String> unzipped(byte[] archive) throws IOException {
    var files = new LinkedHashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8)))
            .isNull();
      }
    }
    return files;
  }

  /** What REST lists, all pages of it. */
  private static List<JsonNode> listed(Person who, String path) {
    return listed(who, path, "cursor", "");
  }

  private static List<JsonNode> listed(Person who, String path, String cursor, String first) {
    var items = new ArrayList<JsonNode>();
    String next = first;
    do {
      Answer page =
          who.get(
              BASE
                  + path
                  + (path.contains("?") ? "&" : "?")
                  + "limit=100"
                  + (next.isEmpty() ? "" : "&" + cursor + "=" + next));
      page.at("items").forEach(items::add);
      next = page.text("nextCursor");
    } while (!next.isEmpty());
    return items;
  }

  private static List<JsonNode> items(String file) throws IOException {
    var items = new ArrayList<JsonNode>();
    MAPPER.readTree(file).forEach(items::add);
    return items;
  }

  private static UserId id(Person person) {
    return new UserId(person.id());
  }

  private static JsonNode without(JsonNode node, String field) {
    return ((ObjectNode) node.deepCopy()).without(field);
  }

  @Test
  void an_archive_holds_what_rest_lists() throws Exception {
    Person cat = server.register();
    Person dan = server.register();
    chat.befriend(id(ann), id(ben));
    chat.ask(id(ann), id(cat));
    chat.ask(id(dan), id(ann));
    chat.block(id(ann), id(server.register()));
    Room crew = chat.group(id(ann), id(ben), id(cat));
    Room direct = chat.direct(id(ann), id(ben));
    for (int i = 0; i < 2_345; i++) {
      crew.post(id(i % 2 == 0 ? ann : ben), "message \u00e9 \uD83D\uDE00 " + i);
    }
    crew.react(id(ann), crew.post(id(ben), "for this"), "\uD83D\uDC4D");
    crew.delete(id(ann), crew.post(id(ann), "taken back"));
    direct.post(id(ben), "hello");
    ann.patch(BASE + "/users/me", "{\"displayName\": \"Ann\", \"readReceipts\": false}");
    server.logIn(ann, "correct horse");

    HttpResponse<byte[]> answer = download(ann);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"chattr-export.zip\"");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    Map<String, String> files = unzipped(answer.body());
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "README.txt",
            "profile.json",
            "settings.json",
            "sessions.json",
            "friends.json",
            "friend-requests.json",
            "blocks.json",
            "conversations.json",
            "messages/" + crew.id() + ".json",
            "messages/" + direct.id() + ".json");
    JsonNode me = ann.get(BASE + "/users/me").json();
    assertThat(MAPPER.readTree(files.get("profile.json"))).isEqualTo(me);
    assertThat(MAPPER.readTree(files.get("settings.json"))).isEqualTo(me.get("settings"));
    assertThat(items(files.get("sessions.json")))
        .hasSize(2)
        .isEqualTo(listed(ann, "/auth/sessions"));
    assertThat(items(files.get("friends.json")))
        .extracting(friend -> without(friend, "presence"))
        .hasSize(1)
        .isEqualTo(
            listed(ann, "/friends").stream().map(friend -> without(friend, "presence")).toList());
    var requests = listed(ann, "/friend-requests?direction=incoming");
    requests.addAll(listed(ann, "/friend-requests?direction=outgoing"));
    assertThat(items(files.get("friend-requests.json")))
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(requests);
    assertThat(items(files.get("blocks.json"))).hasSize(1).isEqualTo(listed(ann, "/blocks"));
    assertThat(items(files.get("conversations.json")))
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(listed(ann, "/conversations"));
    for (Room room : List.of(crew, direct)) {
      var taken = items(files.get("messages/" + room.id() + ".json"));
      var shown = listed(ann, "/conversations/" + room.id() + "/messages", "after", "0");
      // Said in one word, as they are very many.
      assertThat(taken.equals(shown)).isTrue();
    }
    assertThat(items(files.get("messages/" + crew.id() + ".json")).size()).isEqualTo(2_347);
    assertThat(files.get("README.txt")).contains("messages/ID.json", "blocks.json");
  }

  @Test
  void what_is_somebody_elses_is_never_in_it() throws Exception {
    Person cat = server.register();
    Room theirs = chat.direct(id(ben), id(cat));
    theirs.post(id(ben), "secret of ben and cat");
    Room crew = chat.group(id(ben), id(cat));
    crew.post(id(ben), "secret before ann came");
    crew.addWithoutHistory(id(ann));
    crew.hide(id(ann), crew.post(id(ben), "secret that ann has put away"));
    crew.delete(id(ben), crew.post(id(ben), "secret that ben took back"));
    crew.post(id(cat), "for all");
    Room left = chat.group(id(ben), id(ann));
    left.remove(id(ann), id(ann));
    left.post(id(ben), "secret after ann left");
    chat.ask(id(ben), id(server.register()));
    chat.block(id(ben), id(ann));

    Map<String, String> files = unzipped(download(ann).body());

    assertThat(String.join("\n", files.values()))
        .contains("for all", crew.id().toString())
        .doesNotContain("secret", theirs.id().toString(), left.id().toString())
        .doesNotContain(ben.name() + "@example.org", cat.name() + "@example.org", "$2a$");
    assertThat(files).containsKey("messages/" + crew.id() + ".json");
    assertThat(items(files.get("blocks.json"))).isEmpty();
    assertThat(items(files.get("friend-requests.json"))).isEmpty();
    assertThat(items(files.get("friends.json"))).isEmpty();
  }

  @Test
  void a_conversation_that_is_hidden_from_the_list_is_taken_along() throws Exception {
    Room direct = chat.direct(id(ann), id(ben));
    direct.post(id(ben), "hello");
    ann.delete(BASE + "/conversations/" + direct.id());
    assertThat(ann.get(BASE + "/conversations").at("items")).isEmpty();

    Map<String, String> files = unzipped(download(ann).body());

    assertThat(files.get("messages/" + direct.id() + ".json")).contains("hello");
    assertThat(items(files.get("conversations.json"))).hasSize(1);
  }

  @Test
  void one_account_has_one_export_at_a_time() throws Exception {
    try (var underWay = server.chattr.exportPerson().begin(id(ann))) {
      assertThat(ann.get(EXPORT).problem()).isEqualTo("409 conflict");
      assertThat(underWay.user()).isEqualTo(id(ann));
      assertThat(download(ben).statusCode()).isEqualTo(200);
    }
    assertThat(download(ann).statusCode()).isEqualTo(200);
    assertThat(download(ann).statusCode()).isEqualTo(200);
  }

  @Test
  void when_too_many_are_under_way_another_has_to_wait() throws Exception {
    var underWay = new ArrayList<ExportPerson.Export>();
    for (int i = 0; i < ExportPerson.MOST; i++) {
      underWay.add(server.chattr.exportPerson().begin(new UserId("user" + i)));
    }

    Answer refused = ann.get(EXPORT);

    assertThat(refused.problem()).isEqualTo("503 overloaded");
    assertThat(refused.header("Retry-After")).isEqualTo("30");
    underWay.forEach(ExportPerson.Export::close);
    underWay.forEach(ExportPerson.Export::close);
    assertThat(download(ann).statusCode()).isEqualTo(200);
  }

  @Test
  void whoever_asks_with_head_gets_the_head_and_holds_nothing() throws Exception {
    var head = ann.client().request(EXPORT).method("HEAD", BodyPublishers.noBody());

    Answer answer = ann.client().send(head);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
    assertThat(download(ann).statusCode()).isEqualTo(200);
  }

  @Test
  void a_client_that_hangs_up_ends_it() throws Exception {
    moreThanSocketsHold();
    try (Socket socket = server.connect()) {
      socket.setReceiveBufferSize(4_096);
      ask(socket);
      assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
      assertThat(ann.get(EXPORT).problem()).isEqualTo("409 conflict");
      socket.setSoLinger(true, 0);
    }

    // Its end takes as long as it takes; then there is room for another.
    untilAnotherMayBegin();
  }

  @Test
  void a_client_that_does_not_take_it_is_not_waited_for_for_ever() throws Exception {
    moreThanSocketsHold();
    try (Socket socket = server.connect()) {
      socket.setReceiveBufferSize(4_096);
      ask(socket);
      assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);

      untilAnotherMayBegin();
    }
  }

  private void untilAnotherMayBegin() throws InterruptedException {
    while (!mayBegin()) {
      Thread.sleep(20);
    }
  }

  private boolean mayBegin() {
    try (var another = server.chattr.exportPerson().begin(id(ann))) {
      return another.user().equals(id(ann));
    } catch (Rejected underWay) {
      return false;
    }
  }

  /** Texts that cannot be compressed. */
  private void moreThanSocketsHold() {
    var random = new Random(7);
    Room room = chat.direct(id(ann), id(ben));
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      random.ints(4_000, 0x4e00, 0x9fff).forEach(c -> text.append((char) c));
      room.post(id(ben), text.toString());
    }
  }

  private void ask(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET "
                + EXPORT
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + ann.login().get("accessToken").asText()
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
