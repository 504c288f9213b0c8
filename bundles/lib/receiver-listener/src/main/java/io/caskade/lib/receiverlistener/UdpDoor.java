package io.caskade.lib.receiverlistener;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetSocketAddress;

/** Lets UDP clients in. */
final class UdpDoor implements Door {
  /**
   * More than any message; the rest of a longer datagram is cut off, so that it fails its check.
   */
  private static final int DATAGRAM = 8 << 10;

  /** All receivers ask within a moment when the key changes. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private final ReceiverLoops loops;
  private final Desk desk;

  UdpDoor(ReceiverLoops loops, Desk desk) {
    this.loops = loops;
    this.desk = desk;
  }

  @Override
  public ChannelFuture bind(InetSocketAddress address) {
    return new Bootstrap()
        .group(loops.group())
        .channel(loops.datagramType())
        .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM))
        .handler(new UdpHandler(loops, desk))
        .bind(address);
  }
}
