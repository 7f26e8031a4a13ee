package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set for the house holds in it. */
class HouseRulesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private Server start() {
    Configuration strict =
        ConfigurationReader.read(
            Map.of(
                "PORT", "0",
                "HOST", "127.0.0.1",
                "CHATTR_DATA", folder.toString(),
                "CHATTR_BCRYPT_COST", "4",
                "DATABASE_URL", "memory:",
                "CHATTR_EDIT_WINDOW", "0s",
                "CHATTR_DIRECT_MESSAGES", "friends",
                "CHATTR_MAX_GROUP_MEMBERS", "2"),
            folder);
    return Server.start(strict);
  }

  private record Person(Server server, HttpClient http, String token) {
    JsonNode says(String method, String path, String body) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + token)
              .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
              .build();
      return MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    JsonNode registers(String name) throws Exception {
      String body = "{'username':'%s','email':'%s@example.org','password':'correct horse'}";
      return says("POST", "/auth/register", body.formatted(name, name));
    }
  }

  @Test
  void friends_alone_groups_of_two_and_no_second_thoughts() throws Exception {
    try (Server server = start();
        var http = HttpClient.newHttpClient()) {
      var nobody = new Person(server, http, "");
      var ann = new Person(server, http, nobody.registers("ann").get("accessToken").asText());
      String ben = nobody.registers("ben").at("/user/id").asText();
      String cat = nobody.registers("cat").at("/user/id").asText();
      String group = "{'type':'group','title':'Crew','memberIds':[%s]}";

      JsonNode direct =
          ann.says("POST", "/conversations", "{'type':'direct','userId':'%s'}".formatted(ben));
      JsonNode crowd =
          ann.says("POST", "/conversations", group.formatted("'%s','%s'".formatted(ben, cat)));
      String crew =
          ann.says("POST", "/conversations", group.formatted("'" + ben + "'")).get("id").asText();
      String message =
          ann.says("POST", "/conversations/" + crew + "/messages", "{'content':'helo'}")
              .get("id")
              .asText();
      while (System.currentTimeMillis() <= ofPosting(ann, message)) {
        Thread.onSpinWait();
      }
      JsonNode edited = ann.says("PATCH", "/messages/" + message, "{'content':'hello'}");

      assertThat(direct.get("code").asText()).isEqualTo("not_permitted");
      assertThat(crowd.at("/errors/0/field").asText()).isEqualTo("memberIds");
      assertThat(edited.get("code").asText()).isEqualTo("conflict");
    }
  }

  private static long ofPosting(Person reader, String message) throws Exception {
    JsonNode posted = reader.says("GET", "/messages/" + message, "");
    return Instant.parse(posted.get("createdAt").asText()).toEpochMilli();
  }
}
