package io.chattr.adapter.websocket.engineio.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandshakeRequestTest {
  private static final String LIVE = "live";

  private static Admission decide(
      String method,
      boolean upgrade,
      String eio,
      String transport,
      String sid,
      String origin,
      boolean allowed) {
    return new HandshakeRequest(method, upgrade, eio, transport, sid, origin, allowed)
        .decide(LIVE::equals);
  }

  private static Admission refused(EngineError error) {
    return new Admission.Refused(error);
  }

  @Test
  void a_websocket_of_revision_4_is_opened() {
    assertThat(decide("GET", true, "4", "websocket", null, "https://a.example", true))
        .isEqualTo(new Admission.Opens(TransportKind.WEBSOCKET));
  }

  @Test
  void an_unknown_or_missing_transport_is_error_0() {
    assertThat(decide("GET", true, "4", "abc", null, null, true))
        .isEqualTo(refused(EngineError.UNKNOWN_TRANSPORT));
    assertThat(decide("GET", true, "4", null, null, null, true))
        .isEqualTo(refused(EngineError.UNKNOWN_TRANSPORT));
    assertThat(EngineError.UNKNOWN_TRANSPORT.json())
        .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
  }

  @Test
  void an_unknown_session_is_error_1() {
    assertThat(decide("GET", true, "4", "websocket", "gone", null, true))
        .isEqualTo(refused(EngineError.UNKNOWN_SID));
  }

  @Test
  void a_second_websocket_of_a_session_is_refused() {
    assertThat(decide("GET", true, "4", "websocket", LIVE, null, true))
        .isEqualTo(refused(EngineError.BAD_REQUEST));
  }

  @Test
  void a_handshake_by_another_method_than_get_is_error_2() {
    assertThat(decide("POST", false, "4", "websocket", null, null, true))
        .isEqualTo(refused(EngineError.BAD_HANDSHAKE_METHOD));
  }

  @Test
  void a_websocket_transport_without_an_upgrade_is_error_3() {
    assertThat(decide("GET", false, "4", "websocket", null, null, true))
        .isEqualTo(refused(EngineError.BAD_REQUEST));
  }

  @Test
  void an_origin_that_could_forge_a_header_is_error_3() {
    assertThat(decide("GET", true, "4", "websocket", null, "https://a\r\nX: y", true))
        .isEqualTo(refused(EngineError.BAD_REQUEST));
  }

  @Test
  void a_page_of_a_strange_origin_is_forbidden_with_status_403() {
    assertThat(decide("GET", true, "4", "websocket", null, "https://evil.example", false))
        .isEqualTo(refused(EngineError.FORBIDDEN));
    assertThat(EngineError.FORBIDDEN.status()).isEqualTo(403);
  }

  @Test
  void another_revision_or_none_is_error_5() {
    for (String eio : new String[] {null, "3", "abc", "04"}) {
      assertThat(decide("GET", true, eio, "websocket", null, null, true))
          .isEqualTo(refused(EngineError.UNSUPPORTED_PROTOCOL_VERSION));
    }
  }
}
