package io.chattr.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.rest.http.HttpApi.Bounds;
import io.chattr.adapter.security.BcryptPasswordHasher;
import io.chattr.adapter.security.JjwtAccessTokens;
import io.chattr.application.Chattr;
import io.chattr.application.account.AppointAdmin;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.domain.account.Letter;
import io.chattr.domain.account.Username;
import io.chattr.domain.people.Role;
import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A real server over a store in memory, and clients that talk to it, and see to it that every
 * answer is one that the document describes.
 */
final class Server implements AutoCloseable {
  static final byte[] SECRET =
      "the secret of these tests, 32 bytes".getBytes(StandardCharsets.UTF_8);
  static final String ORIGIN = "https://chat.example";

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final MemoryStore store = new MemoryStore();
  final BcryptPasswordHasher hasher = new BcryptPasswordHasher(4, 2);
  final JjwtAccessTokens tokens = new JjwtAccessTokens(SECRET, Duration.ofMinutes(15));
  final Queue<Letter> letters = new ConcurrentLinkedQueue<>();
  final ChattrAccounts accounts;
  final Chattr chattr;
  final RestApi api;

  /** What the document calls the answers that were given. */
  final Set<String> answered = ConcurrentHashMap.newKeySet();

  private final Undertow undertow;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Server() {
    this(api -> api);
  }

  Server(UnaryOperator<RestApi.Builder> setting) {
    this(setting, built -> built);
  }

  Server(UnaryOperator<RestApi.Builder> setting, UnaryOperator<ChattrAccounts.Builder> accounting) {
    this.accounts =
        accounting
            .apply(ChattrAccounts.on(store, hasher, tokens).mailer(letters::add, Runnable::run))
            .build();
    this.chattr = Chattr.on(store).directory(accounts.directory()).build();
    accounts.onProfileChange(chattr.announceProfile()::handle);
    accounts.onErasure(chattr.erasePerson()::handle);
    this.api =
        setting
            .apply(
                RestApi.on(chattr, accounts)
                    .allowedOrigins(List.of(ORIGIN))
                    .bounds(Bounds.DEFAULT.withBodyTime(Duration.ofSeconds(1))))
            .build();
    this.undertow =
        RestApi.serverOptions(Undertow.builder())
            .setWorkerThreads(8)
            .setIoThreads(2)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(api)
            .build();
    undertow.start();
  }

  int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** A bare connection, for what no client would do. */
  Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Somebody new, logged in. */
  Person register() {
    String name = "user" + NAMES.incrementAndGet();
    Answer answer =
        new Client("")
            .post(
                "/api/v1/auth/register",
                """
                {"username": "%s", "email": "%s@example.org", "password": "correct horse"}\
                """
                    .formatted(name, name));
    return new Person(
        answer.text("user.id"), name, new Client(answer.text("accessToken")), answer.json());
  }

  /** One more log-in of somebody. */
  Answer logIn(Person person, String password) {
    return stranger()
        .post(
            "/api/v1/auth/login",
            "{\"login\": \"" + person.name() + "\", \"password\": \"" + password + "\"}");
  }

  /** Makes somebody an admin, as whoever runs the server can. */
  Person admin() {
    Person admin = register();
    new AppointAdmin(store.accounts()).handle(new Username(admin.name()), Role.ADMIN);
    return admin;
  }

  Client stranger() {
    return new Client("");
  }

  Client client(String token) {
    return new Client(token);
  }

  @Override
  public void close() {
    api.close();
    undertow.stop();
    chattr.close();
    hasher.close();
  }

  record Person(String id, String name, Client client, JsonNode login) {
    Answer get(String path) {
      return client.get(path);
    }

    Answer post(String path, String body) {
      return client.post(path, body);
    }

    Answer patch(String path, String body) {
      return client.patch(path, body);
    }

    Answer put(String path) {
      return client.put(path);
    }

    Answer delete(String path) {
      return client.delete(path);
    }

    Answer delete(String path, String body) {
      return client.delete(path, body);
    }
  }

  /** Talks with one token, or, with an empty one, without. */
  final class Client {
    private final String token;

    private Client(String token) {
      this.token = token;
    }

    Answer get(String path) {
      return send(request(path).GET());
    }

    Answer post(String path, String body) {
      return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String path, byte[] body) {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(body)));
    }

    Answer patch(String path, String body) {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .method("PATCH", BodyPublishers.ofString(body)));
    }

    Answer put(String path) {
      return send(request(path).PUT(BodyPublishers.noBody()));
    }

    Answer delete(String path) {
      return send(request(path).DELETE());
    }

    Answer delete(String path, String body) {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .method("DELETE", BodyPublishers.ofString(body)));
    }

    /** Posts under a key of the caller's. */
    Answer postOnce(String path, String key, String body) {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", key)
              .POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
      var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
      return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
      try {
        var answer = new Answer(http.send(request.build(), BodyHandlers.ofString()));
        answered.add(OpenApi.DOCUMENT.check(answer));
        return answer;
      } catch (IOException failed) {
        throw new AssertionError("no answer", failed);
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
    }
  }

  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(response.body());
      } catch (IOException noJson) {
        throw new AssertionError(response.body(), noJson);
      }
    }

    /** By a path such as {@code items.0.id}. */
    JsonNode at(String path) {
      return json().at("/" + path.replace('.', '/'));
    }

    String text(String path) {
      return at(path).asText();
    }

    /** Status, code and field, as one text to compare. */
    String problem() {
      if (!header("Content-Type").equals("application/problem+json")) {
        return status() + " is no problem: " + response.body();
      }
      String field = text("errors.0.field");
      return status() + " " + text("code") + (field.isEmpty() ? "" : " " + field);
    }
  }
}
