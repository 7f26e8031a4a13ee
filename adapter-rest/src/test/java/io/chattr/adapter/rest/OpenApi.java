package io.chattr.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.chattr.adapter.rest.Server.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The document that the server shows, as what its answers are held to. */
final class OpenApi {
  static final OpenApi DOCUMENT = new OpenApi();

  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonNode root = read();
  private final SchemaRegistry registry =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          built ->
              built.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApi() {}

  /** One call: what stands under a method of a path. */
  record Operation(String method, String path, JsonNode node) {
    boolean hasToken() {
      return !node.has("security");
    }

    private boolean fits(String[] segments) {
      String[] own = path.split("/", -1);
      if (own.length != segments.length) {
        return false;
      }
      for (int i = 0; i < own.length; i++) {
        if (!own[i].startsWith("{") && !own[i].equals(segments[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  JsonNode root() {
    return root;
  }

  List<Operation> operations() {
    return root.get("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> entry.getValue().has("operationId"))
                    .map(
                        entry ->
                            new Operation(
                                entry.getKey().toUpperCase(), path.getKey(), entry.getValue())))
        .toList();
  }

  /** What is meant by a node that may only refer to another. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(root.at(node.get("$ref").asText().substring(1))) : node;
  }

  /**
   * Throws when no answer like this one is described; else tells what it is called, such as {@code
   * GET /api/v1/users 200} or {@code MethodNotAllowed}.
   */
  String check(Answer answer) {
    HttpRequest request = answer.response().request();
    if (request.method().equals("OPTIONS")) {
      return "OPTIONS";
    }
    Described described = describe(request, answer);
    List<String> problems = problems(described.response(), request, answer);
    if (!problems.isEmpty()) {
      throw new AssertionError(
          "%s %s is answered as openapi.yaml does not say: %d %s%n%s"
              .formatted(
                  request.method(),
                  request.uri(),
                  answer.status(),
                  answer.response().body(),
                  String.join("\n", problems)));
    }
    return described.name();
  }

  private record Described(String name, JsonNode response) {}

  private Described describe(HttpRequest request, Answer answer) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    String[] segments = request.uri().getRawPath().split("/", -1);
    List<Operation> there =
        operations().stream().filter(operation -> operation.fits(segments)).toList();
    Optional<String> path =
        there.stream()
            .map(Operation::path)
            .min(Comparator.comparing(template -> template.contains("{")));
    Optional<Operation> operation =
        there.stream()
            .filter(call -> call.method().equals(method) && call.path().equals(path.orElseThrow()))
            .findFirst();
    if (operation.isEmpty()) {
      String name = path.isEmpty() ? "NotFound" : "MethodNotAllowed";
      return new Described(name, root.at("/components/responses/" + name));
    }
    String name = operation.get() + " " + answer.status();
    JsonNode response =
        operation.get().node().get("responses").path(Integer.toString(answer.status()));
    return new Described(name, resolve(response));
  }

  private List<String> problems(JsonNode response, HttpRequest request, Answer answer) {
    if (response.isMissingNode()) {
      return List.of("there is no such status");
    }
    var problems = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      if (answer.header(header.getKey()).isEmpty()) {
        problems.add("there is no header " + header.getKey());
      }
    }
    String body = answer.response().body();
    JsonNode content = response.path("content");
    if (content.isMissingNode() || request.method().equals("HEAD")) {
      if (!body.isEmpty()) {
        problems.add("there is a body");
      }
      return problems;
    }
    JsonNode described = content.get(answer.header("Content-Type"));
    if (described == null) {
      problems.add("there is no such content: " + answer.header("Content-Type"));
    } else if (described.has("schema")) {
      int status = described.at("/schema/properties/status/const").asInt(answer.status());
      if (status != answer.status()) {
        problems.add("the status is another than the problem's");
      }
      problems.addAll(problems(described.get("schema"), answer.json()));
    }
    return problems;
  }

  /** What a schema of the document says against a value. */
  List<String> problems(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(Object::toString)
        .collect(Collectors.toList());
  }

  /** Its references lead into the document, so it takes the document's parts with it. */
  private Schema compiled(JsonNode schema) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", root.get("components"));
    return registry.getSchema(whole);
  }

  private static JsonNode read() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
