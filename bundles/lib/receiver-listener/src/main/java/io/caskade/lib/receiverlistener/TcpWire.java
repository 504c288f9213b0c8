package io.caskade.lib.receiverlistener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects the answers of one read and sends them in one write. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
final class TcpWire implements Wire {
  private static final int FIRST = 256;

  /** What is collected before a buffer is handed to the socket. */
  private static final int FULL = 16 << 10;

  /** How long the last answers may take to leave when a connection is closed. */
  private static final long LINGER_SECONDS = 2;

  private final ChannelHandlerContext context;
  private final Runnable rest;
  private @Nullable ByteBuf pending;
  private boolean paused;

  /**
   * @param rest takes what was left unused once more
   */
  TcpWire(ChannelHandlerContext context, Runnable rest) {
    this.context = context;
    this.rest = rest;
  }

  @Override
  public ScheduledExecutorService loop() {
    return context.executor();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    ByteBuf buffer = pending;
    if (buffer != null && buffer.readableBytes() + length > FULL) {
      context.write(buffer, context.voidPromise());
      buffer = null;
    }
    if (buffer == null) {
      buffer = context.alloc().ioBuffer(Math.max(FIRST, length));
    }
    pending = buffer;
    buffer.writeBytes(bytes, offset, length);
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
  public void again() {
    context.executor().execute(rest);
  }

  @Override
  public void pause() {
    paused = true;
    readable(false);
  }

  /** Whether the client takes its answers; it is not read while it does not. */
  void readable(boolean takes) {
    context.channel().config().setAutoRead(takes && !paused);
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
