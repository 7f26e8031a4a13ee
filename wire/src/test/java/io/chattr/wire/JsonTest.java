package io.chattr.wire;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.ValueProblem;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.NewConversation;
import io.chattr.wire.command.SendMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private final Json json = new Json();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":7}                          | content",
        "{\"content\":true}                       | content",
        "{\"content\":{}}                         | content",
        "{\"content\":[\"a\"]}                    | content",
        "{\"content\":\"a\",\"content\":\"b\"}    | content",
        "{\"custom\":{\"type\":1}}                | custom.type",
        "{\"custom\":{\"type\":\"a\",\"type\":\"b\"}} | custom.type",
        "{\"custom\":7}                           | custom",
        "{\"custom\":\"\"}                        | custom",
        "{\"custom\":[]}                          | custom",
        "{\"encrypted\":{\"a\":1,\"a\":2}}        | encrypted.a",
        "{\"unknown\":[{\"a\":1},{\"a\":1,\"a\":2}]} | unknown[1].a",
        "{\"a\":1,\"a\":2}                        | a",
        "{                                        | body",
        "{\"content\":\"a\"                       | body",
        "{\"content\":\"a\"} x                    | body",
        "{\"content\":\"a\"}{}                    | body",
        "{content:1}                              | body",
        "{\"content\":NaN}                        | body",
        "{'content':'a'}                          | body",
        "[]                                       | body",
        "\"\"                                     | body",
        "7                                        | body",
        "null                                     | body",
        "''                                       | body",
      })
  void what_is_malformed_is_named(String document, String field) {
    assertThat(refusal(document, SendMessage.class)).isEqualTo(new Refusal(field, MALFORMED));
    assertThat(refusal(document.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Refusal(field, MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "1.5", "1e3", "true", "{}", "[1]", "99999999999999999999"})
  void a_whole_number_is_only_that(String seq) {
    assertThat(refusal("{\"seq\":" + seq + "}", MarkUpTo.class))
        .isEqualTo(new Refusal("seq", MALFORMED));
    // The same where it comes as a part of a frame.
    InvalidValue failure =
        refused(() -> json.read(json.tree("{\"seq\":" + seq + "}"), MarkUpTo.class));
    assertThat(failure.field()).isEqualTo("seq");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"\"", "\"a\"", "{}", "[1]", "[[\"a\"]]"})
  void a_list_of_texts_is_only_that(String list) {
    assertThat(refusal("{\"memberIds\":" + list + "}", NewConversation.class).field())
        .startsWith("memberIds");
  }

  @ParameterizedTest
  @CsvSource({
    "content,'\"\\ud800\"'",
    "content,'\"\\udc00a\"'",
    "content,'\"\\u0000\"'",
    "clientMessageId,'\"\\ud800\"'",
    "encrypted,'\"\\ud800\"'",
    "encrypted,'{\"\\ud800\":1}'",
    "encrypted,'[{\"a\":\"\\u0000\"}]'",
    "metadata,'{\"a\":\"\\udfff\"}'",
    "metadata,'{\"\\udfff\":\"a\"}'",
  })
  void text_that_is_not_unicode_is_refused_by_name(String field, String value) {
    String document = "{\"" + field + "\":" + value + "}";

    assertThat(refusal(document, SendMessage.class)).isEqualTo(new Refusal(field, INVALID_VALUE));
    InvalidValue part = refused(() -> json.read(json.tree(document), SendMessage.class));
    assertThat(part.field()).isEqualTo(field);
    assertThat(part.problem()).isEqualTo(INVALID_VALUE);
  }

  @Test
  void a_list_names_the_place_of_what_is_wrong() {
    assertThat(refusal("{\"memberIds\":[\"a\",7]}", NewConversation.class))
        .isEqualTo(new Refusal("memberIds[1]", MALFORMED));
    assertThat(refusal("{\"memberIds\":[\"a\",\"\\ud800\"]}", NewConversation.class))
        .isEqualTo(new Refusal("memberIds[1]", INVALID_VALUE));
  }

  @Test
  void invalid_utf_8_is_refused() {
    byte[][] wrong = {
      {'"', (byte) 0xff, '"'},
      {'"', (byte) 0xc3, '"'},
      {'"', (byte) 0xc0, (byte) 0x80, '"'},
      {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
      "\"a\"".getBytes(StandardCharsets.UTF_16BE),
    };
    for (byte[] document : wrong) {
      assertThat(refusal(document)).isEqualTo(new Refusal("body", MALFORMED));
    }
  }

  @Test
  void depth_is_bounded_wherever_it_is() {
    String deep = "[".repeat(100_000);
    for (String field : new String[] {"content", "encrypted", "unknown"}) {
      assertThat(refusal("{\"" + field + "\":" + deep, SendMessage.class))
          .isEqualTo(new Refusal(field, MALFORMED));
    }
    assertThat(refusal(deep, SendMessage.class)).isEqualTo(new Refusal("body", MALFORMED));
    String allowed = "[".repeat(Json.MAX_DEPTH - 1) + "]".repeat(Json.MAX_DEPTH - 1);
    assertThat(json.read("{\"encrypted\":" + allowed + "}", SendMessage.class).encrypted())
        .isEqualTo(new RawJson(allowed));
  }

  @Test
  void a_part_of_a_document_has_the_same_bound() throws Exception {
    int levels = Json.MAX_DEPTH - 1;
    String allowed = "[".repeat(levels) + "]".repeat(levels);
    var tree = new ObjectMapper();
    JsonNode fits = tree.readTree("{\"encrypted\":" + allowed + "}");
    assertThat(json.read(fits, SendMessage.class).encrypted()).isEqualTo(new RawJson(allowed));

    for (String field : new String[] {"content", "encrypted", "unknown"}) {
      JsonNode deep = tree.readTree("{\"" + field + "\":[" + allowed + "]}");
      assertThat(refusal(deep)).isEqualTo(new Refusal(field, MALFORMED));
    }
    JsonNode array = tree.readTree("[[" + allowed + "]]");
    assertThat(refusal(array)).isEqualTo(new Refusal("body", MALFORMED));
  }

  @Test
  void bytes_beside_a_document_are_no_json() {
    for (String field : new String[] {"content", "encrypted", "metadata"}) {
      var part = JsonNodeFactory.instance.objectNode().put(field, new byte[] {1, 2, 3});
      assertThat(refusal(part)).isEqualTo(new Refusal(field, MALFORMED));
    }
  }

  @Test
  void numbers_and_names_have_a_bound() {
    assertThat(refusal("{\"encrypted\":" + "9".repeat(2_000) + "}", SendMessage.class))
        .isEqualTo(new Refusal("encrypted", MALFORMED));
    assertThat(refusal("{\"" + "n".repeat(60_000) + "\":1}", SendMessage.class).problem())
        .isEqualTo(MALFORMED);
  }

  @Test
  void unknown_fields_are_passed_over() {
    assertThat(json.read("{\"x\":{\"y\":[1,2]},\"content\":\"a\"}", SendMessage.class).content())
        .isEqualTo("a");
  }

  @Test
  void raw_values_keep_every_digit() {
    String value =
        "{\"a\":123456789012345678901234567890.10,\"b\":[-0.0,1e400,1.10,null,true,\"é\\n"
            + "\\\"\"],\"c\":{}}";
    String document = "{ \"encrypted\" : " + value.replace(",", " , ") + " }";

    assertThat(json.read(document, SendMessage.class).encrypted()).isEqualTo(new RawJson(value));
    assertThat(json.text(Map.of("v", new RawJson(value)))).isEqualTo("{\"v\":" + value + "}");
    // By way of a tree the value is equal, though a number may be written in another way.
    RawJson part = json.read(json.tree(document), SendMessage.class).encrypted();
    assertThat(part).isNotNull();
    assertThat(json.tree(part.json())).isEqualTo(json.tree(value));
    assertThat(part.json()).contains("123456789012345678901234567890.10").contains("1.10");
  }

  @Test
  void times_have_three_digits_of_milliseconds() {
    assertThat(json.text(Map.of("t", Instant.parse("2026-11-20T10:00:00Z"))))
        .isEqualTo("{\"t\":\"2026-11-20T10:00:00.000Z\"}");
    assertThat(json.text(Map.of("t", Instant.parse("2026-11-20T10:00:00.120456Z"))))
        .isEqualTo("{\"t\":\"2026-11-20T10:00:00.120Z\"}");
  }

  private Refusal refusal(byte[] document) {
    InvalidValue failure = refused(() -> json.read(document, SendMessage.class));
    return new Refusal(failure.field(), failure.problem());
  }

  private Refusal refusal(JsonNode part) {
    InvalidValue failure = refused(() -> json.read(part, SendMessage.class));
    return new Refusal(failure.field(), failure.problem());
  }

  private Refusal refusal(String document, Class<?> type) {
    InvalidValue failure = refused(() -> json.read(document, type));
    return new Refusal(failure.field(), failure.problem());
  }

  private static InvalidValue refused(Runnable reading) {
    Rejected rejected = catchThrowableOfType(Rejected.class, reading::run);
    assertThat(rejected).isNotNull();
    return (InvalidValue) rejected.failure();
  }

  private record Refusal(String field, ValueProblem problem) {}
}
