package io.caskade.lib.receiverlistener;

import static java.util.Objects.requireNonNull;

import io.caskade.api.receivers.ReceiverService;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one handler of a TCP connection: keeps what a conversation leaves unused, in memory that
 * grows with what has really come, and stops reading from a client that does not take its answers.
 */
final class TcpHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(TcpHandler.class);
  private static final byte[] NOTHING = new byte[0];

  /** A client may leave its answers for so long. */
  private static final long STUCK_SECONDS = 10;

  private final Desk desk;
  private final ReceiverService service;
  private final InetSocketAddress remote;
  private @Nullable Connection connection;
  private @Nullable TcpWire wire;
  private @Nullable Future<?> stuck;
  private byte[] kept = NOTHING;
  private int keptLength;
  private int most;

  TcpHandler(Desk desk, ReceiverService service, InetSocketAddress remote) {
    this.desk = desk;
    this.service = service;
    this.remote = remote;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    TcpWire answers = new TcpWire(context, this::takeRest);
    Connection opened = new Connection(desk, answers, service, remote, false);
    wire = answers;
    connection = opened;
    most = desk.protocol().longestMessage();
    opened.opened();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    ByteBuf in = (ByteBuf) received;
    int length = in.readableBytes();
    byte[] bytes = NOTHING;
    try {
      bytes = new byte[keptLength + length];
      System.arraycopy(kept, 0, bytes, 0, keptLength);
      in.readBytes(bytes, keptLength, length);
      forget();
      take(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      ReferenceCountUtil.release(in);
    }
  }

  private void takeRest() {
    if (keptLength > 0) {
      byte[] bytes = kept.clone();
      forget();
      try {
        take(bytes);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    }
  }

  private void take(byte[] bytes) {
    Connection opened = requireNonNull(connection);
    int used = opened.received(bytes, 0, bytes.length);
    if (used < 0 || used == bytes.length) {
      return;
    }
    if (bytes.length - used > most) {
      opened.tooLong();
      return;
    }
    kept = Arrays.copyOfRange(bytes, used, bytes.length);
    keptLength = kept.length;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    boolean writable = context.channel().isWritable();
    requireNonNull(wire).readable(writable);
    if (stuck != null) {
      stuck.cancel(false);
      stuck = null;
    }
    if (!writable) {
      stuck =
          context
              .executor()
              .schedule(requireNonNull(connection)::stuck, STUCK_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Connection opened = connection;
    if (opened != null) {
      opened.lost();
    }
    if (stuck != null) {
      stuck.cancel(false);
    }
    forget();
    if (wire != null) {
      wire.release();
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{} is gone: {}", remote, cause.getMessage());
    } else {
      LOG.error("The connection of {} failed and is closed", remote, cause);
    }
    context.close();
  }

  private void forget() {
    Arrays.fill(kept, (byte) 0);
    kept = NOTHING;
    keptLength = 0;
  }
}
