package io.caskade.ops.airwatch.source;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.function.Consumer;

/** A UDP socket that hears one port, and joins the group when the address is one. */
public final class UdpListener {
  /** Largest datagram in bytes. */
  static final int LARGEST = 65_535;

  /** Some 200 ms of a stream of 80 Mbit/s. */
  private static final int RECEIVE_BUFFER = 2 * 1024 * 1024;

  private UdpListener() {}

  /**
   * Opens the socket.
   *
   * @param opened told on the loop when it is open
   * @param failed told on the loop why it cannot be
   */
  public static void open(
      Origin.Udp origin,
      EventLoop loop,
      PacketTaker taker,
      Consumer<Channel> opened,
      Consumer<Throwable> failed) {
    InetAddress address;
    try {
      address = InetAddress.getByName(origin.host());
    } catch (IOException e) {
      failed.accept(new IOException("the address " + origin.host() + " is not known", e));
      return;
    }
    bootstrap(address, loop, taker)
        .bind(new InetSocketAddress(address, origin.port()))
        .addListener(
            (ChannelFuture bound) -> {
              if (!bound.isSuccess()) {
                failed.accept(bound.cause());
              } else if (address.isMulticastAddress()) {
                join(origin, address, (DatagramChannel) bound.channel(), opened, failed);
              } else {
                opened.accept(bound.channel());
              }
            });
  }

  private static Bootstrap bootstrap(InetAddress address, EventLoop loop, PacketTaker taker) {
    SocketProtocolFamily family =
        address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    return new Bootstrap()
        .group(loop)
        .channelFactory(() -> new NioDatagramChannel(family))
        // Several probes may listen to one group; one address of our own belongs to one of them.
        .option(ChannelOption.SO_REUSEADDR, address.isMulticastAddress())
        .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST))
        .handler(new DatagramReader(taker));
  }

  private static void join(
      Origin.Udp origin,
      InetAddress group,
      DatagramChannel channel,
      Consumer<Channel> opened,
      Consumer<Throwable> failed) {
    try {
      channel
          .joinGroup(
              new InetSocketAddress(group, origin.port()), network(origin.networkInterface()))
          .addListener(
              joined -> {
                if (joined.isSuccess()) {
                  opened.accept(channel);
                } else {
                  channel.close();
                  failed.accept(joined.cause());
                }
              });
    } catch (IOException e) {
      channel.close();
      failed.accept(e);
    }
  }

  private static NetworkInterface network(String name) throws IOException {
    if (!name.isEmpty()) {
      NetworkInterface named = NetworkInterface.getByName(name);
      if (named == null) {
        throw new IOException("there is no network interface " + name);
      }
      return named;
    }
    NetworkInterface loopback = null;
    for (NetworkInterface candidate : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (canJoin(candidate)) {
        return candidate;
      }
      loopback = candidate.isLoopback() ? candidate : loopback;
    }
    if (loopback == null) {
      throw new IOException("no network interface is up that takes multicast");
    }
    return loopback;
  }

  private static boolean canJoin(NetworkInterface candidate) throws SocketException {
    return candidate.isUp() && !candidate.isLoopback() && candidate.supportsMulticast();
  }
}
