package io.caskade.ecm.ecmg.wire;

import io.caskade.ecm.ecmg.session.Counter;
import io.caskade.ecm.ecmg.session.Counters;
import io.caskade.ecm.ecmg.session.Outbox;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.capture.SessionTap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects the answers of one read and sends them in one write. Confined to the loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
final class SocketOutbox implements Outbox {
  private static final int FIRST = 512;

  /** What is collected before a buffer is handed to the socket. */
  private static final int FULL = 32 << 10;

  /** How long the last answers may take to leave when a connection is closed. */
  private static final long LINGER_SECONDS = 2;

  private final ChannelHandlerContext context;
  private final Counters counters;
  private final SessionTap tap;
  private @Nullable ByteBuf pending;

  SocketOutbox(ChannelHandlerContext context, Counters counters, SessionTap tap) {
    this.context = context;
    this.counters = counters;
    this.tap = tap;
  }

  @Override
  public void send(Pdu pdu) {
    tap.sent(pdu);
    ByteBuf buffer = pending;
    if (buffer != null && buffer.readableBytes() + pdu.length() > FULL) {
      context.write(buffer, context.voidPromise());
      buffer = null;
    }
    if (buffer == null) {
      buffer = context.alloc().ioBuffer(Math.max(FIRST, pdu.length()));
    }
    pending = buffer;
    pdu.writeTo(buffer::writeBytes);
    counters.add(Counter.BYTES_OUT, pdu.length());
  }

  @Override
  public void flush() {
    ByteBuf buffer = pending;
    if (buffer != null) {
      pending = null;
      context.writeAndFlush(buffer, context.voidPromise());
    }
  }

  @Override
  public void close() {
    if (!context.channel().isWritable()) {
      context.close();
      return;
    }
    flush();
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  /** Frees what was never sent. */
  void release() {
    ByteBuf buffer = pending;
    if (buffer != null) {
      pending = null;
      buffer.release();
    }
  }
}
