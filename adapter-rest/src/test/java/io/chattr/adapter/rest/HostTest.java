package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Limit;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.testkit.fixture.Chat;
import io.undertow.Undertow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host has users of its own, and may change them under Chattr's hands. */
class HostTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  // Loggers live as long as somebody holds them.
  private static final Logger LOG = Logger.getLogger("io.chattr.adapter.rest.http.Responder");

  private final MemoryStore store = new MemoryStore();
  private final AtomicBoolean bensProfileFails = new AtomicBoolean();
  private final AtomicBoolean tooOften = new AtomicBoolean();
  private final Chattr chattr =
      Chattr.on(store).directory(new HostsUsers()).limiter(this::limit).build();
  private final Authenticator host =
      token -> new Authenticator.Caller(new UserId(token), token, Optional.empty());
  private final RestApi api = RestApi.on(chattr, host).build();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Undertow undertow =
      RestApi.serverOptions(Undertow.builder())
          .addHttpListener(0, "127.0.0.1")
          .setHandler(api)
          .build();

  private final class HostsUsers implements Directory {
    private final Directory everyone = Directory.ofEveryone();

    @Override
    public Map<UserId, Profile> profiles(Collection<UserId> users) {
      if (users.contains(BEN) && bensProfileFails.get()) {
        throw new IllegalStateException("the host's own database is away");
      }
      return everyone.profiles(users);
    }

    @Override
    public Map<String, UserId> named(Collection<String> usernames) {
      return everyone.named(usernames);
    }

    @Override
    public Page<Profile> search(String query, PageRequest page) {
      return everyone.search(query, page);
    }
  }

  private void limit(Limit limit, String who) {
    if (limit == Limit.EXPORTS && tooOften.get()) {
      throw new Rejected(new RateLimited(Duration.ofMinutes(20)));
    }
  }

  @BeforeEach
  void start() {
    undertow.start();
  }

  @AfterEach
  void stop() {
    LOG.setLevel(null);
    api.close();
    undertow.stop();
    chattr.close();
    http.close();
  }

  private <T> HttpResponse<T> ask(
      String method, String path, String body, HttpResponse.BodyHandler<T> taking)
      throws IOException, InterruptedException {
    int port = ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
            .header("Authorization", "Bearer " + ANN)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        taking);
  }

  private HttpResponse<byte[]> export() throws IOException, InterruptedException {
    return ask("GET", "/users/me/export", "", BodyHandlers.ofByteArray());
  }

  @Test
  void people_choose_settings_and_the_host_does_the_rest() throws Exception {
    HttpResponse<String> changed =
        ask(
            "PATCH",
            "/users/me",
            "{\"displayName\": \"Ann\", \"readReceipts\": false}",
            BodyHandlers.ofString());

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains("\"readReceipts\":false").doesNotContain("displayName");
    HttpResponse<String> deleted =
        ask(
            "DELETE",
            "/users/me",
            "{\"password\": \"x\", \"messages\": \"keep\"}",
            BodyHandlers.ofString());
    assertThat(deleted.statusCode()).isEqualTo(405);
  }

  @Test
  void an_export_holds_no_log_ins_as_they_are_the_hosts() throws Exception {
    new Chat(store).befriend(ANN, BEN);

    var files = new ArrayList<String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(export().body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.add(entry.getName());
      }
    }

    assertThat(files)
        .containsExactlyElementsOf(
            List.of(
                "README.txt",
                "profile.json",
                "settings.json",
                "friends.json",
                "friend-requests.json",
                "blocks.json",
                "conversations.json"));
  }

  @Test
  void an_export_that_fails_half_way_is_cut_off_and_not_taken_for_a_whole_one() throws Exception {
    LOG.setLevel(Level.OFF);
    new Chat(store).befriend(ANN, BEN);
    bensProfileFails.set(true);

    assertThatThrownBy(this::export).isInstanceOf(IOException.class);

    bensProfileFails.set(false);
    assertThat(export().statusCode()).isEqualTo(200);
  }

  @Test
  void who_exports_too_often_is_told_when_to_come_back_and_holds_nothing() throws Exception {
    tooOften.set(true);

    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> refused = export();
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1200");
    }

    tooOften.set(false);
    assertThat(export().statusCode()).isEqualTo(200);
  }
}
