package io.chattr.adapter.websocket.engineio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many connections may come from one address. Those from this machine itself are not counted:
 * behind a proxy all come from there.
 */
public final class AddressLimit {
  private static final int V4_BYTES = 4;

  /** Of IPv6, a /64 counts as one address: whoever has one has them all. */
  private static final int NETWORK_BYTES = 8;

  private final int most;
  private final boolean countsLoopback;
  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

  public AddressLimit(int most) {
    this(most, false);
  }

  AddressLimit(int most, boolean countsLoopback) {
    this.most = most;
    this.countsLoopback = countsLoopback;
  }

  public static AddressLimit none() {
    return new AddressLimit(Integer.MAX_VALUE);
  }

  /** One more; false, and not counted, when that is too much. */
  boolean enter(@Nullable InetSocketAddress remote) {
    InetAddress address = counted(remote);
    if (address == null) {
      return true;
    }
    boolean[] entered = {false};
    open.compute(
        address,
        (key, count) -> {
          int now = count == null ? 0 : count;
          entered[0] = now < most;
          return entered[0] ? Integer.valueOf(now + 1) : count;
        });
    return entered[0];
  }

  /** One that has entered is gone. */
  void leave(@Nullable InetSocketAddress remote) {
    InetAddress address = counted(remote);
    if (address != null) {
      open.computeIfPresent(
          address, (key, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
  }

  private @Nullable InetAddress counted(@Nullable InetSocketAddress remote) {
    InetAddress address = remote == null ? null : remote.getAddress();
    if (address == null || (address.isLoopbackAddress() && !countsLoopback)) {
      return null;
    }
    return network(address);
  }

  private static InetAddress network(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == V4_BYTES) {
      return address;
    }
    try {
      return InetAddress.getByAddress(
          Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_BYTES), bytes.length));
    } catch (UnknownHostException onlyForOtherLengths) {
      return address;
    }
  }

  /** From how many addresses there are connections. */
  int size() {
    return open.size();
  }
}
