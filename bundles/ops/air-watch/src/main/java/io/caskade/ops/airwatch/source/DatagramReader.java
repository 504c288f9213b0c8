package io.caskade.ops.airwatch.source;

import io.caskade.lib.ts.DatagramPackets;
import io.caskade.lib.ts.TsPacket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts datagrams into packets. */
final class DatagramReader extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramReader.class);
  private static final int SEQUENCES = 0x10000;

  /** A jump beyond that is another sender, not a loss. */
  private static final int LONGEST_LOSS = 1_000;

  private final PacketTaker taker;
  private final byte[] bytes = new byte[UdpListener.LARGEST];
  private int sequence = -1;

  DatagramReader(PacketTaker taker) {
    this.taker = taker;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
    ByteBuf content = datagram.content();
    int length = Math.min(content.readableBytes(), bytes.length);
    content.readBytes(bytes, 0, length);
    DatagramPackets found = DatagramPackets.find(bytes, 0, length);
    if (found.count() == 0) {
      taker.foreign();
      return;
    }
    if (found.isRtp()) {
      countLost(found.sequence());
    }
    for (int i = 0; i < found.count(); i++) {
      taker.packet(new TsPacket(bytes, found.offset() + i * TsPacket.SIZE));
    }
  }

  private void countLost(int now) {
    int missing = sequence < 0 ? 0 : Math.floorMod(now - sequence - 1, SEQUENCES);
    sequence = now;
    if (missing > 0 && missing <= LONGEST_LOSS) {
      taker.lost(missing);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The socket stays: one datagram that cannot be taken must not end the watch.
    LOG.warn("a datagram could not be taken", cause);
  }
}
