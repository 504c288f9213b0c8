package io.caskade.ecm.ecmg.wire;

import io.caskade.ecm.ecmg.session.Counter;
import io.caskade.ecm.ecmg.session.ListenerContext;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.lib.cidr.RecentAddresses;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds a listener's socket and gives each connection its handler. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
public final class Acceptor {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  /** A head-end's muxes all come at once after a power cut. */
  private static final int BACKLOG = 4096;

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 << 10, 512 << 10);

  private final SessionLoops loops;
  private final ListenerContext listener;
  private final RecentAddresses refused = new RecentAddresses();

  public Acceptor(SessionLoops loops, ListenerContext listener) {
    this.loops = loops;
    this.listener = listener;
  }

  /** Binds; the future fails with an IOException when the address is not to be had. */
  public ChannelFuture bind(InetSocketAddress address) {
    return new ServerBootstrap()
        .group(loops.group())
        .channel(loops.socketType())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(256, 1024, 64 << 10))
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

  private void accept(Channel channel) {
    ListenerSettings settings = listener.settings();
    if (isAllowed(channel, settings)
        && listener.sessions().size() < settings.rules().limits().connections()) {
      channel.pipeline().addLast(new ScsHandler(loops.of(channel.eventLoop()), listener));
    } else {
      listener.counters().count(Counter.CONNECTIONS_REFUSED);
      channel.close();
    }
  }

  private boolean isAllowed(Channel channel, ListenerSettings settings) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      return false;
    }
    boolean allowed = settings.allowedPeers().allows(remote.getAddress());
    if (!allowed && refused.isNew(remote.getAddress()) && listener.logBudget().allows()) {
      LOG.warn(
          "ecmg {}: {} is not among allowedPeers and was not let in (said once an address)",
          settings.name(),
          remote.getAddress().getHostAddress());
    }
    return allowed;
  }
}
