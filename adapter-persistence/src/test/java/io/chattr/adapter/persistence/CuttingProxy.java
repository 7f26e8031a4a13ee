package io.chattr.adapter.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands between driver and PostgreSQL, and cuts a connection around its next COMMIT. */
final class CuttingProxy implements AutoCloseable {
  /** Ends an answer when no transaction is open: ReadyForQuery, idle. */
  private static final byte[] IDLE = {'Z', 0, 0, 0, 5, 'I'};

  private final ServerSocket listening;
  private final int serverPort;
  private volatile Cut next = Cut.NONE;
  private volatile boolean refusing;

  /** What happens to the next COMMIT. */
  enum Cut {
    NONE,
    /** It never reaches the server. */
    BEFORE,
    /** The server commits, and its reply never reaches the driver. */
    AFTER
  }

  CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void cut(Cut when) {
    next = when;
  }

  /** Lets nobody in after the next cut. */
  void refuseAfterCut(boolean refuse) {
    refusing = refuse;
  }

  private volatile boolean shut;

  void heal() {
    shut = false;
    refusing = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        if (shut) {
          client.close();
        } else {
          var link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
          Thread.ofPlatform().daemon().start(link::toServer);
          Thread.ofPlatform().daemon().start(link::toClient);
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean swallowing;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void toServer() {
      try (client;
          server) {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        var buffer = new byte[1 << 20];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          Cut cut = isCommit(buffer, read) ? next : Cut.NONE;
          if (cut != Cut.NONE) {
            next = Cut.NONE;
            shut = refusing;
          }
          if (cut == Cut.BEFORE) {
            return;
          }
          swallowing |= cut == Cut.AFTER;
          out.write(buffer, 0, read);
        }
      } catch (IOException cut) {
        // Either end has gone.
      }
    }

    void toClient() {
      try (client;
          server) {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        var buffer = new byte[1 << 20];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (!swallowing) {
            out.write(buffer, 0, read);
          } else if (isIdle(buffer, read)) {
            return;
          }
        }
      } catch (IOException cut) {
        // Either end has gone.
      }
    }
  }

  private static boolean isCommit(byte[] buffer, int length) {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("\ncommit\0");
  }

  private static boolean isIdle(byte[] buffer, int length) {
    for (int i = 0; i < IDLE.length; i++) {
      if (length < IDLE.length || buffer[length - IDLE.length + i] != IDLE[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
