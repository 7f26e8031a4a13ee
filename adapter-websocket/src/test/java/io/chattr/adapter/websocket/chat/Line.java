package io.chattr.adapter.websocket.chat;

import java.util.Optional;

/** What carries one connection of a {@link Traveller}; for one thread. */
interface Line {

  /** Sends a packet, which may take its time. */
  void says(String packet);

  /** The next packet that is no heartbeat, if one has come; to be asked again and again. */
  Optional<String> reads();

  /** Moves from polling to WebSocket, where it is not done; it may take several calls. */
  void upgrades();

  /** Whether it has moved. */
  boolean hasMoved();

  /** Whether the server has ended it, and nothing more comes. */
  boolean isOver();

  /**
   * Breaks it off, with all that was on its way.
   *
   * @param noticed whether the server sees that soon
   */
  void breaks(boolean noticed);
}
