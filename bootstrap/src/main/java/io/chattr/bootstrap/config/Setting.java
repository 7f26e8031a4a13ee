package io.chattr.bootstrap.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything that can be set, by its name in the environment. */
public enum Setting {
  PORT("PORT", "3000", "TCP port to listen on; 0 takes a free one"),
  HOST("HOST", "0.0.0.0", "address to listen on"),
  DATA(
      "CHATTR_DATA",
      "data",
      "folder of the database, the generated secret, and outbox, where mail is put"),
  DATABASE_URL(
      "DATABASE_URL",
      "",
      "postgresql://user:password@host/database, or memory: to keep nothing; otherwise H2 in the"
          + " data folder"),
  JWT_SECRET(
      "JWT_SECRET",
      "",
      "what signs access tokens, 32 bytes or more; otherwise made at the first start"),
  ACCESS_TOKEN_TTL(
      "CHATTR_ACCESS_TOKEN_TTL",
      "15m",
      "how long an access token is good; set days for clients that cannot refresh"),
  ALLOWED_ORIGINS(
      "CHATTR_ALLOWED_ORIGINS",
      "",
      "origins of web pages that may use the server, separated by commas, or *"),
  WEB("CHATTR_WEB", "on", "off shows no page to chat with at /"),
  BCRYPT_COST(
      "CHATTR_BCRYPT_COST", "12", "cost of hashing a password, 4 to 16; each step doubles it"),
  FIRST_USER_IS_ADMIN(
      "CHATTR_FIRST_USER_IS_ADMIN",
      "false",
      "true makes whoever registers first an admin; ./chattr admin grant NAME makes others"),
  RATE_LIMITS(
      "CHATTR_RATE_LIMITS",
      "on",
      "off lets everybody do everything as often as they like, for load tests"),
  TRUSTED_PROXIES(
      "CHATTR_TRUSTED_PROXIES",
      "0",
      "how many proxies stand before the server, whose X-Forwarded-For tells from where clients"
          + " come"),
  LOG_RETENTION(
      "CHATTR_LOG_RETENTION",
      "30d",
      "how long clients can be away and still catch up without loading everything"),
  EDIT_WINDOW(
      "CHATTR_EDIT_WINDOW",
      "24h",
      "how long after posting a message its sender may edit it; 0s is not at all"),
  DIRECT_MESSAGES(
      "CHATTR_DIRECT_MESSAGES",
      "everyone",
      "who may begin a direct conversation with somebody: everyone, or friends alone"),
  MAX_GROUP_MEMBERS("CHATTR_MAX_GROUP_MEMBERS", "1000", "members of a group at most, 2 to 1000"),
  REPLAY_MAX(
      "CHATTR_REPLAY_MAX",
      "10000",
      "how many events a reconnecting socket is sent at most before it has to load afresh"),
  VOCABULARY(
      "CHATTR_VOCABULARY",
      "auto",
      "names on sockets for clients that do not say theirs: native, camelCase, or auto, which tells"
          + " everything in both until a client has spoken"),
  MAX_CONNECTIONS_PER_USER(
      "CHATTR_MAX_CONNECTIONS_PER_USER", "50", "sockets that one person may have open"),
  MAX_CONNECTIONS_PER_ADDRESS(
      "CHATTR_MAX_CONNECTIONS_PER_ADDRESS",
      "1000",
      "sockets that may be open from one address; a proxy on this machine is not counted"),
  MAX_FRAMES_PER_SECOND(
      "CHATTR_MAX_FRAMES_PER_SECOND",
      "200",
      "frames that one socket may send in a second before it is closed, and ten times as many at"
          + " once"),
  AUTHENTICATION_TIMEOUT(
      "CHATTR_AUTHENTICATION_TIMEOUT",
      "10s",
      "how long a socket may be open before it has shown a good token"),
  METRICS(
      "CHATTR_METRICS",
      "local",
      "who may read /metrics: local is programs on this machine that do not come through a proxy,"
          + " public is everybody, off is nobody"),
  JAVA_OPTS("CHATTR_JAVA_OPTS", "", "options for the JVM, read by ./chattr");

  private final String key;
  private final String fallback;
  private final String help;

  Setting(String key, String fallback, String help) {
    this.key = key;
    this.fallback = fallback;
    this.help = help;
  }

  /** Its name in the environment. */
  public String key() {
    return key;
  }

  /** What holds when it is not set; empty when that is nothing. */
  public String fallback() {
    return fallback;
  }

  /** One line for people. */
  public String help() {
    return help;
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
