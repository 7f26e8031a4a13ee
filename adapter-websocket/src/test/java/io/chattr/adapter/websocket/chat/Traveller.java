package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.application.port.Catchup;
import io.chattr.application.port.Journal;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A device on the road: it loses its connection at any moment and comes back as a client of its
 * kind does. It notes the position of all that it hears, which must be what its owner may see, in
 * the order of the log, without a gap and without anything twice.
 */
final class Traveller {
  /** How it connects; what it moves to is another matter. */
  enum Way {
    POLLING,
    WEBSOCKET,
    PLAIN
  }

  /** Makes the connections. */
  interface Roads {
    /** {@code cursor} is shown in the address, where there is one. */
    Line open(Way way, @Nullable String cursor);
  }

  private final UserId owner;
  private final Way way;
  private final Vocabulary vocabulary;
  private final Journal journal;
  private final Roads roads;
  private final RecoveryIds ids = new RecoveryIds(ChatServer.SECRET);
  private final List<Long> heard = new ArrayList<>();
  private @Nullable Line line;
  private boolean joined;
  private boolean dawdles;
  // What a client keeps between its connections.
  private @Nullable String pid;
  private @Nullable String cursor;
  private @Nullable Cursor begin;
  private int returns;
  private int resets;
  private int moves;
  private int ends;

  Traveller(UserId owner, Way way, Vocabulary vocabulary, Journal journal, Roads roads) {
    this.owner = owner;
    this.way = way;
    this.vocabulary = vocabulary;
    this.journal = journal;
    this.roads = roads;
  }

  /** How often it went on where it had been. */
  int returns() {
    return returns;
  }

  /** How often it was told to begin afresh. */
  int resets() {
    return resets;
  }

  /** How often it moved from polling to WebSocket. */
  int moves() {
    return moves;
  }

  /** How often the server ended its connection. */
  int ends() {
    return ends;
  }

  /** Does what comes into its mind. */
  void step(Random random) {
    Line present = line;
    if (present == null) {
      comes();
      return;
    }
    switch (random.nextInt(40)) {
      case 0 -> goes(random.nextBoolean());
      case 1 -> dawdles = !dawdles;
      case 2, 3, 4 -> present.upgrades();
      default -> {
        if (!dawdles) {
          reads(1 + random.nextInt(4));
        }
      }
    }
  }

  /** Reads without a break; whether it has all there is. */
  boolean arrives() {
    dawdles = false;
    if (line == null) {
      comes();
    }
    reads(20);
    return begin != null && heard.size() >= visible().size();
  }

  private void comes() {
    Line opened = roads.open(way, way == Way.PLAIN ? cursor : null);
    line = opened;
    joined = false;
    ObjectNode auth = ChatClient.JSON.createObjectNode().put("token", owner.value());
    if (way == Way.PLAIN) {
      opened.says("{\"id\":1,\"type\":\"auth\",\"data\":" + auth + "}");
      return;
    }
    auth.put("vocabulary", vocabulary.word());
    if (pid != null) {
      auth.put("pid", pid);
    }
    if (cursor != null) {
      auth.put("offset", cursor);
    }
    opened.says("40" + auth);
  }

  /** The connection breaks. */
  void goes(boolean noticed) {
    Line present = line;
    if (present != null) {
      moves += present.hasMoved() ? 1 : 0;
      present.breaks(noticed);
      line = null;
    }
  }

  private void reads(int packets) {
    for (int i = 0; i < packets && line != null; i++) {
      line.reads().ifPresent(way == Way.PLAIN ? this::hearPlain : this::hearStock);
      if (line.isOver()) {
        ends++;
        goes(true);
      }
    }
  }

  private void hearStock(String packet) {
    if (!joined) {
      assertThat(packet).startsWith("40{");
      String given = ChatClient.json(packet.substring(2)).get("pid").textValue();
      joined = true;
      if (given.equals(pid)) {
        returns++;
      } else {
        pid = given;
        begins(ids.parse(given).orElseThrow().begin());
      }
      return;
    }
    assertThat(packet).startsWith("42[");
    JsonNode event = ChatClient.json(packet.substring(2));
    if (event.size() == 3) {
      hear(event.get(2).textValue());
    }
  }

  private void hearPlain(String packet) {
    JsonNode frame = ChatClient.json(packet);
    if (!joined) {
      assertThat(frame.path("ok").booleanValue()).as(packet).isTrue();
      joined = true;
      returns += cursor == null ? 0 : 1;
      return;
    }
    JsonNode position = frame.path("cursor");
    switch (frame.get("type").textValue()) {
      case "reset", "log:position" -> {
        returns -= cursor == null ? 0 : 1;
        cursor = position.textValue();
        begins(Cursor.of(cursor));
      }
      default -> {
        if (position.isTextual()) {
          hear(position.textValue());
        }
      }
    }
  }

  private void hear(String at) {
    cursor = at;
    heard.add(Cursor.of(at).position());
  }

  /** What came before is over; it had no gap as far as it went. */
  private void begins(Cursor at) {
    if (begin != null) {
      resets++;
      List<Long> visible = visible();
      heardAll(visible.subList(0, Math.min(heard.size(), visible.size())));
    }
    begin = at;
    heard.clear();
  }

  void heardEverythingOnce() {
    heardAll(visible());
  }

  private void heardAll(List<Long> expected) {
    // As text, which is shorter where it differs.
    assertThat(heard.toString()).as(toString()).isEqualTo(expected.toString());
  }

  /** The positions that its owner may see, from where it began. */
  private List<Long> visible() {
    var positions = new ArrayList<Long>();
    Cursor from = begin;
    Catchup page;
    do {
      page = journal.after(from, owner, 500);
      assertThat(page.reset()).isFalse();
      page.events().forEach(logged -> positions.add(logged.position()));
      from = page.cursor();
    } while (!page.complete());
    return positions;
  }

  @Override
  public String toString() {
    return "by " + way + " in " + vocabulary;
  }
}
