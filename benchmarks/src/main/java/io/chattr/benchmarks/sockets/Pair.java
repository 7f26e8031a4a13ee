package io.chattr.benchmarks.sockets;

import io.chattr.benchmarks.client.ChatClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One who writes and one who reads. A message has arrived when the writer has its acknowledgement
 * and the reader has the message; then the next is sent. Fails when one comes twice, not in order,
 * or not at all. For the clients' thread.
 */
final class Pair {
  // 64 bytes.
  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog, and then sits down.";
  private static final String CLIENT_ID = "\"clientMessageId\":\"";
  private static final String NEW_MESSAGE = "42[\"message:new\",";
  private static final String ACKNOWLEDGED = "[{\"ok\":true,";

  private final String conversation;
  private final Supplier<Tally> tally;
  private final Map<Long, Flight> inFlight = new HashMap<>();
  private @Nullable ChatClient writer;
  private long sent;
  private long received;
  private boolean stopped;

  Pair(String conversation, Supplier<Tally> tally) {
    this.conversation = conversation;
    this.tally = tally;
  }

  private static final class Flight {
    private final long began = System.nanoTime();
    private boolean acknowledged;
    private boolean received;
  }

  void start(ChatClient client, int window) {
    writer = client;
    stopped = false;
    for (int i = 0; i < window; i++) {
      send();
    }
  }

  /** Sends no more; what is under way still arrives. */
  void stop() {
    stopped = true;
  }

  boolean isQuiet() {
    return inFlight.isEmpty();
  }

  private void send() {
    ChatClient client = writer;
    if (stopped || client == null) {
      return;
    }
    long number = sent++;
    inFlight.put(number, new Flight());
    try {
      client.send(
          "42"
              + number
              + "[\"send_message\",{\"conversationId\":\""
              + conversation
              + "\",\"content\":\""
              + TEXT
              + "\",\"clientMessageId\":\""
              + number
              + "\"}]");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void writerHears(ChatClient client, String packet) {
    if (!packet.startsWith("43")) {
      return;
    }
    int end = packet.indexOf('[');
    if (!packet.startsWith(ACKNOWLEDGED, end)) {
      throw new IllegalStateException("Refused: " + packet);
    }
    long number = Long.parseLong(packet, 2, end, 10);
    Flight flight = flight(number);
    if (flight.acknowledged) {
      throw new IllegalStateException("Acknowledged twice: " + packet);
    }
    flight.acknowledged = true;
    tally.get().acknowledged(System.nanoTime() - flight.began);
    endOf(number, flight);
  }

  void readerHears(ChatClient client, String packet) {
    if (!packet.startsWith(NEW_MESSAGE)) {
      return;
    }
    int from = packet.indexOf(CLIENT_ID) + CLIENT_ID.length();
    long number = Long.parseLong(packet, from, packet.indexOf('"', from), 10);
    if (number != received) {
      throw new IllegalStateException("Message " + received + " was expected: " + packet);
    }
    received++;
    Flight flight = flight(number);
    flight.received = true;
    tally.get().received(System.nanoTime() - flight.began);
    endOf(number, flight);
  }

  private Flight flight(long number) {
    Flight flight = inFlight.get(number);
    if (flight == null) {
      throw new IllegalStateException("Nobody waits for message " + number);
    }
    return flight;
  }

  private void endOf(long number, Flight flight) {
    if (flight.acknowledged && flight.received) {
      inFlight.remove(number);
      tally.get().delivered();
      send();
    }
  }
}
