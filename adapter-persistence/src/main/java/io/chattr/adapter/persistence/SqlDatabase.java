package io.chattr.adapter.persistence;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.H2Dialect;
import io.chattr.adapter.persistence.dialect.PostgresDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Which database: a file of H2 in this process, or a PostgreSQL server. */
public final class SqlDatabase {
  private static final FileAttribute<?>[] NOTHING = {};
  private static final FileAttribute<?>[] OWNER_ONLY = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
  };

  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final Dialect dialect;
  private final Optional<Path> folder;

  private SqlDatabase(
      String jdbcUrl, String user, String password, Dialect dialect, Optional<Path> folder) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.dialect = dialect;
    this.folder = folder;
  }

  /**
   * H2 in this process, in {@code file} with {@code .mv.db} behind it. What is acknowledged
   * survives the end of the process at any moment; one process at a time may have it open.
   */
  public static SqlDatabase h2(Path file) {
    return h2(file, new H2Dialect());
  }

  static SqlDatabase h2(Path file, H2Dialect dialect) {
    // "async": with H2's other ways to reach files, interrupting a thread that reads closes the
    // database for all. WRITE_DELAY=0: a commit reaches the file before it returns.
    return new SqlDatabase(
        "jdbc:h2:async:"
            + file.toAbsolutePath()
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=0",
        "chattr",
        "",
        dialect,
        Optional.ofNullable(file.toAbsolutePath().getParent()));
  }

  /** PostgreSQL 15 or newer, by a JDBC URL. */
  public static SqlDatabase postgres(String jdbcUrl, String user, String password) {
    return new SqlDatabase(jdbcUrl, user, password, new PostgresDialect(), Optional.empty());
  }

  /**
   * PostgreSQL, by a URL as in {@code
   * postgresql://user:password@host:5432/database?sslmode=require}.
   *
   * @throws IllegalArgumentException when it is none; the message does not show the password
   */
  public static SqlDatabase postgres(String url) {
    try {
      URI uri = new URI(url);
      String user = uri.getRawUserInfo();
      if (!("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
          || uri.getHost() == null
          || user == null) {
        throw notPostgres();
      }
      int colon = user.indexOf(':');
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return postgres(
          "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
          decoded(colon < 0 ? user : user.substring(0, colon)),
          colon < 0 ? "" : decoded(user.substring(colon + 1)));
    } catch (URISyntaxException malformed) {
      throw notPostgres();
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException notPostgres() {
    return new IllegalArgumentException(
        "This is not of the form postgresql://user:password@host:port/database");
  }

  /** The folder of the files where there are any, for its owner alone; one that is there stays. */
  void makeFolder() {
    try {
      if (folder.isPresent() && !Files.exists(folder.get())) {
        boolean posix =
            folder.get().getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder.get(), posix ? OWNER_ONLY : NOTHING);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException("The folder " + folder.get() + " cannot be made", problem);
    }
  }

  /** A new connection, which is its caller's. */
  public Connection open() throws SQLException {
    var properties = new Properties();
    properties.putAll(dialect.properties());
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  Dialect dialect() {
    return dialect;
  }

  /** For people; without user and password. */
  @Override
  public String toString() {
    return jdbcUrl
        .replaceFirst("[?;].*", "")
        .replaceFirst("^jdbc:h2:async:(.*)", "H2 in $1.mv.db")
        .replaceFirst("^jdbc:postgresql://", "PostgreSQL at ");
  }
}
