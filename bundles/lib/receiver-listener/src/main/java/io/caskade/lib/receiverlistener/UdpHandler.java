package io.caskade.lib.receiverlistener;

import io.caskade.api.receivers.ReceiverService;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients of a UDP socket, known by address and port. Whoever does not log in with his first
 * datagram is forgotten at once: strangers cost nothing that lasts. Confined to its loop.
 */
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(UdpHandler.class);

  private final ReceiverLoops loops;
  private final Desk desk;
  private final Map<InetSocketAddress, Connection> clients = new HashMap<>();

  UdpHandler(ReceiverLoops loops, Desk desk) {
    this.loops = loops;
    this.desk = desk;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    InetSocketAddress sender = packet.sender();
    ReceiverService service = loops.service().orElse(null);
    if (service == null || !service.admits(sender.getAddress())) {
      desk.counters().count(Counter.CONNECTIONS_REFUSED);
      return;
    }
    byte[] bytes = new byte[packet.content().readableBytes()];
    packet.content().readBytes(bytes);
    Connection known = clients.get(sender);
    if (known == null || known.service() != service) {
      welcome(context, service, sender, bytes);
    } else {
      known.received(bytes, 0, bytes.length);
    }
    Arrays.fill(bytes, (byte) 0);
  }

  private void welcome(
      ChannelHandlerContext context,
      ReceiverService service,
      InetSocketAddress sender,
      byte[] bytes) {
    Connection fresh = new Connection(desk, new UdpWire(context, sender), service, sender, true);
    fresh.opened();
    fresh.received(bytes, 0, bytes.length);
    if (fresh.isClient() && !fresh.isOver()) {
      clients.put(sender, fresh);
    } else {
      fresh.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    new ArrayList<>(clients.values()).forEach(Connection::lost);
    clients.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The socket serves others; a datagram that cannot be answered is that client's loss.
    LOG.warn("A datagram failed on {}", context.channel().localAddress(), cause);
  }

  private final class UdpWire implements Wire {
    private final ChannelHandlerContext context;
    private final InetSocketAddress client;

    private UdpWire(ChannelHandlerContext context, InetSocketAddress client) {
      this.context = context;
      this.client = client;
    }

    @Override
    public ScheduledExecutorService loop() {
      return context.executor();
    }

    /** Each message is a datagram; when the socket is full it is lost, as UDP may. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
    public void write(byte[] bytes, int offset, int length) {
      if (context.channel().isWritable()) {
        ByteBuf copy = Unpooled.copiedBuffer(bytes, offset, length);
        context.write(new DatagramPacket(copy, client), context.voidPromise());
      }
    }

    @Override
    public void flush() {
      context.flush();
    }

    @Override
    public void again() {
      // A datagram is taken whole or not at all.
    }

    @Override
    public void pause() {
      // Nothing to hold back: the next datagram finds nobody.
    }

    @Override
    public void close() {
      context.flush();
      Connection known = clients.get(client);
      if (known != null && known.isOver()) {
        clients.remove(client);
      }
    }
  }
}
