package io.chattr.application.port;

import java.time.Duration;

/**
 * How often things may be done: at once up to {@link #burst}, and in the long run {@link #tokens}
 * in {@link #period}.
 */
public enum Limit {
  /** Sent by one account. */
  MESSAGES(60, 20, Duration.ofSeconds(1)),
  /** Friend requests sent by one account. */
  FRIEND_REQUESTS(30, 10, Duration.ofMinutes(1)),
  /** By one account, for people or messages. */
  SEARCHES(30, 2, Duration.ofSeconds(1)),
  /** One account's own password, shown by who is logged in already. */
  PASSWORD_CHECKS(10, 1, Duration.ofMinutes(1)),
  /** Of all that is one account's own. */
  EXPORTS(3, 3, Duration.ofHours(1)),
  /** New accounts from one address. */
  REGISTRATIONS(20, 1, Duration.ofMinutes(1)),
  /** From one address, with passwords or tokens, whether they succeed or not. */
  LOG_INS(30, 30, Duration.ofMinutes(1)),
  /** Tokens and password resets by e-mail that are asked for from one address. */
  EMAIL_TOKENS(10, 1, Duration.ofMinutes(1)),
  /** The same to one e-mail address, wherever it is asked from. */
  LETTERS(5, 6, Duration.ofHours(1));

  private final int burst;
  private final int tokens;
  private final Duration period;

  Limit(int burst, int tokens, Duration period) {
    this.burst = burst;
    this.tokens = tokens;
    this.period = period;
  }

  public int burst() {
    return burst;
  }

  public int tokens() {
    return tokens;
  }

  public Duration period() {
    return period;
  }
}
