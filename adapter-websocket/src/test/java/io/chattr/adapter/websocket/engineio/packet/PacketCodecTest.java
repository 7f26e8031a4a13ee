package io.chattr.adapter.websocket.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketCodecTest {

  @ParameterizedTest
  @ValueSource(strings = {"0{}", "1", "2", "2probe", "3", "3probe", "4", "4hello", "4€", "5", "6"})
  void what_is_decoded_is_encoded_the_same(String text) {
    assertThat(PacketCodec.encode(PacketCodec.decode(text))).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "abc", " 4", "-1", "b4"})
  void what_has_no_packet_type_is_malformed(String text) {
    assertThatThrownBy(() -> PacketCodec.decode(text)).isInstanceOf(MalformedPacket.class);
  }

  @Test
  void a_binary_message_is_a_frame_without_a_type_byte() {
    Frame frame = PacketCodec.encode(new Packet.Binary(new byte[] {1, 2, 3}));

    assertThat(frame.isBinary()).isTrue();
    assertThat(frame).isEqualTo(Frame.binary(new byte[] {1, 2, 3}));
  }

  @Test
  void a_frame_shared_between_connections_cannot_be_changed() {
    assertThat(Frame.text("4x").payload().isReadOnly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "€", "😀", "a😀é", "\ud800x"})
  void bytes_are_counted_as_an_encoder_would_write_them(String text) {
    long written = text.replace("\ud800", "???").getBytes(StandardCharsets.UTF_8).length;
    long expected = text.contains("\ud800") ? 3 : written;

    assertThat(Utf8.length(text)).isEqualTo(expected);
  }
}
