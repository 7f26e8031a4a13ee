package io.chattr.benchmarks.database;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Sockets that count how often something was asked and then waited for. The driver makes one of
 * these itself, by its name, so the count is one for all.
 */
public final class RoundTrips extends SocketFactory {
  /** What a connection's URL says to be counted. */
  public static final String PARAMETERS = "?socketFactory=" + RoundTrips.class.getName();

  private static final AtomicLong COUNT = new AtomicLong();

  /** Of all sockets, since the beginning. */
  static long count() {
    return COUNT.get();
  }

  @Override
  public Socket createSocket() {
    return new Counted();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("The driver connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  private static final class Counted extends Socket {
    private volatile boolean asked;

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          asked = true;
          out.write(bytes, from, count);
        }
      };
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          if (asked) {
            asked = false;
            COUNT.incrementAndGet();
          }
          return super.read(bytes, from, count);
        }
      };
    }
  }
}
