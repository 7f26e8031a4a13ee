package io.chattr.adapter.websocket.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {
  private final PacketDecoder decoder = new PacketDecoder(10, 100);

  private static ArrayNode array(String json) throws Exception {
    return (ArrayNode) new ObjectMapper().readTree(json);
  }

  private static ObjectNode object(String json) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(json);
  }

  private static List<String> encoded(SocketIoPacket packet) {
    return PacketEncoder.encode(packet).stream().map(Frame::toString).toList();
  }

  @Test
  void a_connect_may_name_a_namespace_and_carry_a_payload() throws Exception {
    assertThat(decoder.take("0")).contains(new SocketIoPacket.Connect("/", object("{}")));
    assertThat(decoder.take("0{\"token\":\"123\"}"))
        .contains(new SocketIoPacket.Connect("/", object("{\"token\":\"123\"}")));
    assertThat(decoder.take("0/custom,"))
        .contains(new SocketIoPacket.Connect("/custom", object("{}")));
    assertThat(decoder.take("0/custom,{\"a\":1}"))
        .contains(new SocketIoPacket.Connect("/custom", object("{\"a\":1}")));
  }

  @Test
  void the_comma_may_be_missing_when_nothing_follows() throws Exception {
    assertThat(decoder.take("0/custom"))
        .contains(new SocketIoPacket.Connect("/custom", object("{}")));
    assertThat(decoder.take("1/custom")).contains(new SocketIoPacket.Disconnect("/custom"));
    assertThat(decoder.take("1")).contains(new SocketIoPacket.Disconnect("/"));
  }

  @Test
  void an_event_may_ask_for_an_acknowledgement() throws Exception {
    assertThat(decoder.take("2[\"a\",1]"))
        .contains(new SocketIoPacket.Event("/", null, array("[\"a\",1]")));
    assertThat(decoder.take("212[\"a\"]"))
        .contains(new SocketIoPacket.Event("/", 12L, array("[\"a\"]")));
    assertThat(decoder.take("2/b,0[7]")).contains(new SocketIoPacket.Event("/b", 0L, array("[7]")));
    assertThat(decoder.take("3456[]")).contains(new SocketIoPacket.Ack("/", 456, array("[]")));
  }

  @Test
  void a_field_that_is_given_twice_is_named_for_the_application_to_refuse() {
    assertThat(decoder.take("2[\"a\",{\"b\":1,\"c\":{\"d\":1,\"d\":2}}]"))
        .map(packet -> ((SocketIoPacket.Event) packet).repeatedField())
        .contains("d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "abc",
        "4{}",
        "4/x,{}",
        "x",
        "0[]",
        "0null",
        "0\"a\"",
        "01",
        "0{",
        "0{}x",
        "0/a,[]",
        "1{}",
        "1/a,1",
        "2",
        "2{}",
        "2[]",
        "2[null]",
        "2[[\"a\"]]",
        "2[true]",
        "2\"a\"",
        "2abc[\"a\"]",
        "2[\"a\"",
        "2[\"a\"]]",
        "2 ",
        "2-1[\"a\"]",
        "29999999999999999[\"a\"]",
        "2[\"a\",NaN]",
        "3[]",
        "31{}",
        "31",
        "3abc[]",
        "5[\"a\"]",
        "5-[\"a\"]",
        "5x-[\"a\"]",
        "51[\"a\"]",
        "511-[\"a\"]",
        "5999999999999999999-[\"a\"]",
        "51.5-[\"a\"]",
        "6[]",
        "61-[]",
        "5",
        "51",
        "51-"
      })
  void what_is_not_in_the_grammar_is_malformed(String text) {
    assertThatThrownBy(() -> decoder.take(text)).isInstanceOf(MalformedPacket.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect",
        "connect_error",
        "disconnect",
        "disconnecting",
        "newListener",
        "removeListener"
      })
  void reserved_names_are_rejected(String name) {
    assertThatThrownBy(() -> decoder.take("2[\"" + name + "\"]"))
        .isInstanceOf(MalformedPacket.class);
  }

  @Test
  void bytes_take_the_place_of_their_placeholders_wherever_these_stand() throws Exception {
    assertThat(
            decoder.take(
                "52-/a,3[\"e\",{\"x\":[{\"_placeholder\":true,\"num\":1}]},{\"_placeholder\":true,\"num\":0}]"))
        .isEmpty();
    assertThat(decoder.take(new byte[] {1})).isEmpty();

    var packet = (SocketIoPacket.Event) decoder.take(new byte[] {2, 3}).orElseThrow();

    assertThat(packet.namespace()).isEqualTo("/a");
    assertThat(packet.ackId()).isEqualTo(3);
    assertThat(packet.payload().get(1).get("x").get(0).binaryValue()).containsExactly(2, 3);
    assertThat(packet.payload().get(2).binaryValue()).containsExactly(1);
  }

  @Test
  void a_binary_packet_without_attachments_is_complete_at_once() throws Exception {
    assertThat(decoder.take("50-[\"a\"]"))
        .contains(new SocketIoPacket.Event("/", null, array("[\"a\"]")));
    assertThat(decoder.take("2[\"b\"]")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1", "\"0\"", "0.5", "null", "99999999999", "{}"})
  void a_placeholder_without_its_attachment_is_illegal(String number) {
    decoder.take("51-[\"a\",{\"_placeholder\":true,\"num\":" + number + "}]");

    assertThatThrownBy(() -> decoder.take(new byte[1]))
        .isInstanceOf(MalformedPacket.class)
        .hasMessage("illegal attachments");
  }

  @Test
  void text_among_attachments_is_an_error() {
    decoder.take("51-[\"a\",{\"_placeholder\":true,\"num\":0}]");

    assertThatThrownBy(() -> decoder.take("2[\"b\"]")).isInstanceOf(MalformedPacket.class);
  }

  @Test
  void bytes_without_a_packet_are_an_error() {
    assertThatThrownBy(() -> decoder.take(new byte[1])).isInstanceOf(MalformedPacket.class);
  }

  @Test
  void attachments_are_limited_in_number_and_in_sum() {
    assertThatThrownBy(() -> decoder.take("511-[\"a\"]")).hasMessage("too many attachments");
    decoder.take("510-[\"a\"]");
    decoder.take(new byte[60]);

    assertThatThrownBy(() -> decoder.take(new byte[41])).hasMessage("attachments too large");
  }

  @Test
  void an_unfinished_packet_can_be_let_go() {
    decoder.take("52-[\"a\"]");
    decoder.take(new byte[60]);
    decoder.clear();

    assertThat(decoder.take("2[\"b\"]")).isPresent();
    assertThatThrownBy(() -> decoder.take(new byte[1]))
        .hasMessage("bytes that belong to no packet");
  }

  @Test
  void what_nests_without_end_is_malformed_and_no_stack_overflow() {
    assertThatThrownBy(() -> decoder.take("2[\"a\"," + "[".repeat(100_000)))
        .isInstanceOf(MalformedPacket.class);
  }

  @Test
  void packets_are_written_as_the_protocol_document_shows_them() throws Exception {
    assertThat(encoded(new SocketIoPacket.Connect("/", object("{\"sid\":\"x\"}"))))
        .containsExactly("40{\"sid\":\"x\"}");
    assertThat(encoded(new SocketIoPacket.Connect("/admin", object("{\"sid\":\"x\"}"))))
        .containsExactly("40/admin,{\"sid\":\"x\"}");
    assertThat(encoded(new SocketIoPacket.Disconnect("/"))).containsExactly("41");
    assertThat(encoded(new SocketIoPacket.Disconnect("/admin"))).containsExactly("41/admin,");
    assertThat(encoded(new SocketIoPacket.Event("/", null, array("[\"foo\"]"))))
        .containsExactly("42[\"foo\"]");
    assertThat(encoded(new SocketIoPacket.Event("/admin", 12L, array("[\"foo\"]"))))
        .containsExactly("42/admin,12[\"foo\"]");
    assertThat(encoded(new SocketIoPacket.Ack("/admin", 13, array("[\"bar\"]"))))
        .containsExactly("43/admin,13[\"bar\"]");
    assertThat(
            encoded(
                new SocketIoPacket.ConnectError(
                    "/random", object("{\"message\":\"Invalid namespace\"}"))))
        .containsExactly("44/random,{\"message\":\"Invalid namespace\"}");
  }

  @Test
  void bytes_are_written_behind_their_packet() throws Exception {
    ArrayNode payload = array("[\"baz\"]");
    payload.addObject().put("a", new byte[] {1, 2});
    payload.add(new byte[] {3});

    assertThat(encoded(new SocketIoPacket.Event("/admin", 1L, payload)))
        .containsExactly(
            "452-/admin,1[\"baz\",{\"a\":{\"_placeholder\":true,\"num\":0}},{\"_placeholder\":true,\"num\":1}]",
            "<2 bytes>",
            "<1 bytes>");
    assertThat(encoded(new SocketIoPacket.Ack("/", 5, array("[]").add(new byte[1]))))
        .containsExactly("461-5[{\"_placeholder\":true,\"num\":0}]", "<1 bytes>");
  }

  @Test
  void the_separator_of_polling_packets_is_escaped() throws Exception {
    assertThat(encoded(new SocketIoPacket.Event("/", null, array("[\"a\"]").add("x\u001ey"))))
        .containsExactly("42[\"a\",\"x\\u001Ey\"]");
  }

  @Test
  void half_a_surrogate_pair_survives_as_an_escape() throws Exception {
    var packet = (SocketIoPacket.Event) decoder.take("2[\"a\",\"\\ud83d\"]").orElseThrow();

    assertThat(encoded(packet)).containsExactly("42[\"a\",\"\\uD83D\"]");
  }
}
