package io.caskade.lib.receiverlistener;

import io.caskade.api.receivers.ReceiverService;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;

/** Lets TCP clients in: asks the server first, reads nothing of those whom it does not admit. */
final class TcpDoor implements Door {
  /** All receivers come back at once after a power cut. */
  private static final int BACKLOG = 4096;

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(16 << 10, 64 << 10);

  private final ReceiverLoops loops;
  private final Desk desk;

  TcpDoor(ReceiverLoops loops, Desk desk) {
    this.loops = loops;
    this.desk = desk;
  }

  @Override
  public ChannelFuture bind(InetSocketAddress address) {
    return new ServerBootstrap()
        .group(loops.group())
        .channel(loops.serverType())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(128, 512, 16 << 10))
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                accept(channel);
              }
            })
        .bind(address);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
  private void accept(Channel channel) {
    ReceiverService service = loops.service().orElse(null);
    if (service != null
        && channel.remoteAddress() instanceof InetSocketAddress remote
        && service.admits(remote.getAddress())) {
      channel.pipeline().addLast(new TcpHandler(desk, service, remote));
    } else {
      desk.counters().count(Counter.CONNECTIONS_REFUSED);
      channel.close();
    }
  }
}
