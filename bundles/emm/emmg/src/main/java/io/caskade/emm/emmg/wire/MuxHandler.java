package io.caskade.emm.emmg.wire;

import io.caskade.emm.emmg.session.MuxLink;
import io.caskade.emm.emmg.session.MuxSession;
import io.caskade.lib.simulcrypt.Fault;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.caskade.lib.simulcrypt.capture.SessionTap;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoded;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgProtocolError;
import io.caskade.lib.simulcrypt.explain.Boundaries;
import io.caskade.lib.simulcrypt.explain.Disclosure;
import io.caskade.lib.simulcrypt.explain.FaultExplainer;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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
  private final FaultExplainer explainer = new FaultExplainer(SimulcryptInterface.EMMG_MUX);
  private final Boundaries boundaries = new Boundaries();
  private final CaptureDesk captures;
  private SessionTap tap = new SessionTap("");
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
   * @param captures of the output
   */
  @SuppressWarnings("NullAway.Init") // The context comes with handlerAdded, before anything else.
  MuxHandler(
      MuxSession session, Optional<DatagramSender> datagrams, CaptureDesk captures, Owner owner) {
    this.session = session;
    this.captures = captures;
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
    tap = new SessionTap(address(active.channel().remoteAddress()));
    tap.turn(captures.recording());
    session.connected(this);
    owner.opened(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext reading, Pdu message) {
    if (errorsInARow >= MOST_ERRORS_IN_A_ROW) {
      return;
    }
    tap.turn(captures.recording());
    tap.received(message, boundaries.known());
    EmmgDecoded decoded = decoder.decode(message);
    look(message);
    errorsInARow = decoded instanceof EmmgProtocolError ? errorsInARow + 1 : 0;
    session.received(decoded);
    if (errorsInARow >= MOST_ERRORS_IN_A_ROW) {
      close("the peer does not speak EMMG/PDG<->MUX");
    }
  }

  /** Explains what is wrong with a message, if anything is. */
  private void look(Pdu message) {
    Optional<Fault> fault = decoder.faultIn(message);
    boolean framed = boundaries.known();
    fault.ifPresent(
        found ->
            session.explain(
                explainer.explain(found, message.toByteArray(), 0, message.length(), framed)));
    boundaries.after(
        fault,
        Disclosure.of(
            SimulcryptInterface.EMMG_MUX, message.toByteArray(), 0, message.length(), framed));
  }

  private static String address(SocketAddress remote) {
    return remote instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : String.valueOf(remote);
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
    tap.closed();
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
    tap.sent(message);
    context.write(Unpooled.wrappedBuffer(message.toByteArray()), context.voidPromise());
  }

  @Override
  public boolean sendDatagram(Pdu message) {
    tap.sent(message);
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
    tap.turn(captures.recording());
    long wait = session.tick();
    context.flush();
    return wait;
  }

  /** A MUX that does not read would never let the last words leave. */
  private void cut() {
    context.close();
  }
}
