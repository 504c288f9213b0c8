package io.caskade.emm.emmg.wire;

import io.caskade.emm.emmg.session.MuxLink;
import io.caskade.emm.emmg.session.MuxSession;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoded;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgProtocolError;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One connection: hands messages to the session and sends what it says. */
final class MuxHandler extends SimpleChannelInboundHandler<Pdu> implements MuxLink {
  /** A peer that sends nothing but errors is no MUX. */
  private static final int MOST_ERRORS_IN_A_ROW = 3;

  private static final int LAST_WORDS_MILLIS = 500;

  private final MuxSession session;
  private final Optional<DatagramSender> datagrams;
  private final Owner owner;
  private final EmmgDecoder decoder = EmmgDecoder.atEmmg(Tolerance.STANDARD);
  private ChannelHandlerContext context;
  private String reason = "the MUX closed the connection";
  private boolean closing;
  private int errorsInARow;

  /** Whoever made the connection. */
  interface Owner {
    /** TCP stands. */
    void opened(MuxHandler handler);

    /** The MUX said something: the session may have something to do. */
    void heard();

    /** TCP stood and is gone. */
    void ended(String reason);
  }

  /**
   * @param datagrams where data_provision goes by UDP; closed with the connection
   */
  @SuppressWarnings("NullAway.Init") // The context comes with handlerAdded, before anything else.
  MuxHandler(MuxSession session, Optional<DatagramSender> datagrams, Owner owner) {
    this.session = session;
    this.datagrams = datagrams;
    this.owner = owner;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  /** Comes also for a connection that never stood. */
  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    datagrams.ifPresent(DatagramSender::close);
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    session.connected(this);
    owner.opened(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext reading, Pdu message) {
    if (errorsInARow >= MOST_ERRORS_IN_A_ROW) {
      return;
    }
    EmmgDecoded decoded = decoder.decode(message);
    errorsInARow = decoded instanceof EmmgProtocolError ? errorsInARow + 1 : 0;
    session.received(decoded);
    if (errorsInARow >= MOST_ERRORS_IN_A_ROW) {
      close("the peer does not speak EMMG/PDG<->MUX");
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext reading) {
    owner.heard();
    reading.flush();
  }

  /** Whoever asks without taking the answers is not listened to, so that they do not pile up. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    changed.channel().config().setAutoRead(changed.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    session.lost();
    owner.ended(reason);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    // What follows from the first failure explains nothing.
    if (!closing) {
      closing = true;
      reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
    failed.close();
  }

  @Override
  public void send(Pdu message) {
    context.write(Unpooled.wrappedBuffer(message.toByteArray()), context.voidPromise());
  }

  @Override
  public boolean sendDatagram(Pdu message) {
    return datagrams.map(sender -> sender.send(message)).orElse(false);
  }

  @Override
  public boolean writable() {
    return context.channel().isWritable();
  }

  @Override
  public void close(String why) {
    if (!closing) {
      closing = true;
      reason = why;
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      context.executor().schedule(this::cut, LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Lets the session do what is due; returns the nanoseconds until the next time. */
  long tick() {
    long wait = session.tick();
    context.flush();
    return wait;
  }

  /** A MUX that does not read would never let the last words leave. */
  private void cut() {
    context.close();
  }
}
