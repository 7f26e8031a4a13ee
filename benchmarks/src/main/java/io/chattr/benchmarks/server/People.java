package io.chattr.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** People who registered with a server, by its REST calls. */
public final class People implements AutoCloseable {
  private static final int AT_ONCE = 16;

  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  /** Of the server at {@code port} of this machine. */
  public People(int port) {
    url = "http://127.0.0.1:" + port + "/api/v1";
  }

  /** Somebody who is logged in. */
  public record Person(String id, String token) {

    /** What a socket shows. */
    public String auth() {
      return "{\"token\":\"" + token + "\"}";
    }
  }

  public List<Person> register(int count) throws Exception {
    List<Future<Person>> all =
        IntStream.range(0, count)
            .mapToObj(i -> threads.submit(() -> register("user" + i)))
            .toList();
    var people = new ArrayList<Person>(count);
    for (Future<Person> one : all) {
      people.add(one.get());
    }
    return people;
  }

  private Person register(String name) throws IOException, InterruptedException {
    JsonNode answer =
        post(
            "/auth/register",
            "",
            json.createObjectNode()
                .put("username", name)
                .put("email", name + "@example.com")
                .put("password", "correct horse"));
    return new Person(
        answer.required("user").required("id").textValue(),
        answer.required("accessToken").textValue());
  }

  /** Opens the direct conversation of two people, and answers with its id. */
  public String open(Person one, Person other) throws IOException, InterruptedException {
    return post(
            "/conversations",
            one.token(),
            json.createObjectNode().put("type", "direct").put("userId", other.id()))
        .required("id")
        .textValue();
  }

  /** Makes {@code owner} the owner of a group of all these, and answers with its id. */
  public String group(Person owner, List<Person> others) throws IOException, InterruptedException {
    ObjectNode group =
        json.createObjectNode().put("type", "group").put("title", "Group " + others.get(0).id());
    others.forEach(other -> group.withArray("memberIds").add(other.id()));
    return post("/conversations", owner.token(), group).required("id").textValue();
  }

  private JsonNode post(String path, String token, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return json.readTree(answer.body());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.close();
  }
}
