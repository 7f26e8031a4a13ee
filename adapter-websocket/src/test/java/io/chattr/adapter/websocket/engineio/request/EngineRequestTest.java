package io.chattr.adapter.websocket.engineio.request;

import static io.chattr.adapter.websocket.engineio.request.TransportKind.POLLING;
import static io.chattr.adapter.websocket.engineio.request.TransportKind.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineRequestTest {
  private @Nullable TransportKind session;
  private @Nullable String sid;
  private @Nullable String eio = "4";
  private @Nullable String origin;
  private boolean originAllowed = true;

  private void goesOnWith(@Nullable TransportKind known) {
    session = known;
    sid = "s1";
  }

  private Admission websocket() {
    return decide("GET", true, "websocket");
  }

  private Admission polling(String method) {
    return decide(method, false, "polling");
  }

  private Admission decide(String method, boolean upgrade, @Nullable String transport) {
    return new EngineRequest(method, upgrade, eio, transport, sid, origin, originAllowed)
        .decide(session);
  }

  private static Admission refused(EngineError error) {
    return new Admission.Refused(error);
  }

  @Test
  void a_websocket_of_revision_4_opens_a_session() {
    origin = "https://a.example";
    assertThat(websocket()).isEqualTo(new Admission.Opens(WEBSOCKET));
  }

  @Test
  void a_get_of_revision_4_opens_a_session() {
    assertThat(polling("GET")).isEqualTo(new Admission.Opens(POLLING));
  }

  @Test
  void an_empty_sid_is_none() {
    sid = "";
    assertThat(polling("GET")).isEqualTo(new Admission.Opens(POLLING));
  }

  @Test
  void a_session_on_polling_is_polled_and_posted_to() {
    goesOnWith(POLLING);
    assertThat(polling("GET")).isEqualTo(new Admission.Polls("s1"));
    assertThat(polling("POST")).isEqualTo(new Admission.Posts("s1"));
  }

  @Test
  void a_websocket_may_probe_a_session_on_polling() {
    goesOnWith(POLLING);
    assertThat(websocket()).isEqualTo(new Admission.Probes("s1"));
  }

  @Test
  void the_revision_is_asked_once() {
    goesOnWith(POLLING);
    eio = null;
    assertThat(polling("GET")).isEqualTo(new Admission.Polls("s1"));
  }

  @Test
  void a_session_on_a_websocket_takes_no_polling() {
    goesOnWith(WEBSOCKET);
    assertThat(polling("GET")).isEqualTo(refused(EngineError.BAD_REQUEST));
    assertThat(polling("POST")).isEqualTo(refused(EngineError.BAD_REQUEST));
  }

  @Test
  void a_second_websocket_is_let_in_to_be_closed_with_a_reason() {
    goesOnWith(WEBSOCKET);
    assertThat(websocket()).isEqualTo(new Admission.Probes("s1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "PATCH", "get"})
  void a_session_knows_no_other_method_and_bears_it(String method) {
    goesOnWith(POLLING);
    assertThat(polling(method)).isEqualTo(refused(EngineError.BAD_REQUEST));
  }

  @Test
  void an_unknown_or_missing_transport_is_error_0() {
    for (String transport : new String[] {"abc", "", "POLLING", "webtransport", null}) {
      assertThat(decide("GET", true, transport)).isEqualTo(refused(EngineError.UNKNOWN_TRANSPORT));
    }
    assertThat(EngineError.UNKNOWN_TRANSPORT.json())
        .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
  }

  @Test
  void an_unknown_session_is_error_1() {
    goesOnWith(null);
    assertThat(websocket()).isEqualTo(refused(EngineError.UNKNOWN_SID));
    assertThat(polling("GET")).isEqualTo(refused(EngineError.UNKNOWN_SID));
    assertThat(polling("POST")).isEqualTo(refused(EngineError.UNKNOWN_SID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "HEAD"})
  void a_handshake_by_another_method_than_get_is_error_2(String method) {
    assertThat(polling(method)).isEqualTo(refused(EngineError.BAD_HANDSHAKE_METHOD));
    assertThat(decide(method, false, "websocket"))
        .isEqualTo(refused(EngineError.BAD_HANDSHAKE_METHOD));
  }

  @Test
  void a_websocket_transport_without_an_upgrade_is_error_3_and_so_is_the_reverse() {
    assertThat(decide("GET", false, "websocket")).isEqualTo(refused(EngineError.BAD_REQUEST));
    assertThat(decide("GET", true, "polling")).isEqualTo(refused(EngineError.BAD_REQUEST));
  }

  @Test
  void an_origin_that_could_forge_a_header_is_error_3() {
    origin = "https://a\r\nX: y";
    assertThat(websocket()).isEqualTo(refused(EngineError.BAD_REQUEST));
    assertThat(polling("GET")).isEqualTo(refused(EngineError.BAD_REQUEST));
  }

  @Test
  void a_page_of_a_strange_origin_is_forbidden_with_status_403() {
    origin = "https://evil.example";
    originAllowed = false;
    assertThat(websocket()).isEqualTo(refused(EngineError.FORBIDDEN));
    assertThat(polling("GET")).isEqualTo(refused(EngineError.FORBIDDEN));
    goesOnWith(POLLING);
    assertThat(websocket()).isEqualTo(refused(EngineError.FORBIDDEN));
    assertThat(polling("POST")).isEqualTo(refused(EngineError.FORBIDDEN));
    assertThat(EngineError.FORBIDDEN.status()).isEqualTo(403);
  }

  @Test
  void another_revision_or_none_is_error_5() {
    for (String revision : new String[] {null, "3", "abc", "04"}) {
      eio = revision;
      assertThat(websocket()).isEqualTo(refused(EngineError.UNSUPPORTED_PROTOCOL_VERSION));
      assertThat(polling("GET")).isEqualTo(refused(EngineError.UNSUPPORTED_PROTOCOL_VERSION));
    }
  }
}
