package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a client emitted.
 *
 * @param args without the name; bytes are binary nodes
 * @param ack present when the client wants an acknowledgement
 * @param repeatedField a field that some object in the arguments names twice; they hold what came
 *     last
 */
public record Event(
    String name, List<JsonNode> args, Optional<Ack> ack, Optional<String> repeatedField) {}
