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
import java.util.function.Consumer;

/** One connection: hands messages to the session and sends what it says. */
final class MuxHandler extends SimpleChannelInboundHandler<Pdu> implements MuxLink {
  /** A peer that sends nothing but errors is no MUX. */
  private static final int MOST_ERRORS_IN_A_ROW = 3;

  private final MuxSession session;
  private final Optional<DatagramSender> datagrams;
  private final Consumer<String> ended;
  private final EmmgDecoder decoder = EmmgDecoder.atEmmg(Tolerance.STANDARD);
  private ChannelHandlerContext context;
  private String reason = "the MUX closed the connection";
  private int errorsInARow;

  /**
   * @param datagrams where data_provision goes by UDP
   * @param ended told once, with the reason
   */
  @SuppressWarnings("NullAway.Init") // The context comes with handlerAdded, before anything else.
  MuxHandler(MuxSession session, Optional<DatagramSender> datagrams, Consumer<String> ended) {
    this.session = session;
    this.datagrams = datagrams;
    this.ended = ended;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    session.connected(this);
    active.flush();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext reading, Pdu message) {
    EmmgDecoded decoded = decoder.decode(message);
    errorsInARow = decoded instanceof EmmgProtocolError ? errorsInARow + 1 : 0;
    session.received(decoded);
    if (errorsInARow == MOST_ERRORS_IN_A_ROW) {
      reason = "the peer does not speak EMMG/PDG<->MUX";
      close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext reading) {
    reading.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    session.lost();
    datagrams.ifPresent(DatagramSender::close);
    ended.accept(reason);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    reason = String.valueOf(cause.getMessage());
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
  public void close() {
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Lets the session do what is due; returns the nanoseconds until the next time. */
  long tick() {
    long wait = session.tick();
    context.flush();
    return wait;
  }

  boolean isActive() {
    return context.channel().isActive();
  }
}
