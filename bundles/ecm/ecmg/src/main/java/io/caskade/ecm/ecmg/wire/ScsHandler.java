package io.caskade.ecm.ecmg.wire;

import static java.util.Objects.requireNonNull;

import io.caskade.ecm.ecmg.session.Counter;
import io.caskade.ecm.ecmg.session.ListenerContext;
import io.caskade.ecm.ecmg.session.Machines;
import io.caskade.ecm.ecmg.session.ScsSession;
import io.caskade.ecm.ecmg.session.SessionLoop;
import io.caskade.ecm.ecmg.session.SessionRules;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.capture.SessionTap;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoded;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoder;
import io.caskade.lib.simulcrypt.ecmg.EcmgProtocolError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one handler of a connection: framing, decoding, session. Answers leave once per read. What
 * was read is overwritten after use, since it holds control words.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
public final class ScsHandler extends ChannelInboundHandlerAdapter implements PduInbox.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(ScsHandler.class);

  private static final EcmgDecoder STANDARD = EcmgDecoder.atEcmg(Tolerance.STANDARD);
  private static final EcmgDecoder LENIENT = EcmgDecoder.atEcmg(Tolerance.LENIENT);

  private final SessionLoop loop;
  private final ListenerContext listener;
  private final Machines machines;
  private final EcmgDecoder decoder;
  private final PduInbox inbox;
  private final FaultSight sight;
  private @Nullable SessionTap tap;
  private @Nullable SocketOutbox outbox;
  private @Nullable ScsSession session;

  /**
   * @param loop of the connection's event loop
   */
  public ScsHandler(SessionLoop loop, ListenerContext listener) {
    SessionRules rules = listener.settings().rules();
    this.loop = loop;
    this.listener = listener;
    this.machines = Machines.of(rules.lenient());
    this.decoder = rules.lenient() ? LENIENT : STANDARD;
    this.sight = new FaultSight(decoder);
    this.inbox = new PduInbox(rules.limits().messageBytes(), this);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    String peer = address(context.channel().remoteAddress());
    SessionTap listening = new SessionTap(peer);
    SocketOutbox answers = new SocketOutbox(context, listener.counters(), listening);
    ScsSession opened = new ScsSession(peer, loop, listener, answers, machines);
    tap = listening;
    outbox = answers;
    session = opened;
    opened.opened();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    ByteBuf in = (ByteBuf) received;
    int from = in.readerIndex();
    int length = in.readableBytes();
    try {
      loop.reads();
      requireNonNull(tap).turn(listener.captures().recording());
      listener.counters().add(Counter.BYTES_IN, length);
      byte[] scratch = loop.scratch();
      while (in.isReadable()) {
        int piece = Math.min(in.readableBytes(), scratch.length);
        in.readBytes(scratch, 0, piece);
        try {
          inbox.read(scratch, 0, piece);
        } finally {
          Arrays.fill(scratch, 0, piece, (byte) 0);
        }
      }
      requireNonNull(session).partial(inbox.isPartial());
    } finally {
      in.setZero(from, length);
      ReferenceCountUtil.release(in);
    }
  }

  @Override
  public void message(byte[] bytes, int offset, int length) {
    requireNonNull(tap).received(bytes, offset, length, sight.framed());
    EcmgDecoded decoded = decoder.decode(bytes, offset, length);
    if (decoded instanceof EcmgProtocolError) {
      sight.refused(bytes, offset, length).ifPresent(requireNonNull(session)::explain);
    } else {
      sight.good();
    }
    requireNonNull(session).received(decoded);
  }

  @Override
  public void tooLong(byte[] bytes, int offset, int length) {
    requireNonNull(tap).received(bytes, offset, length, sight.framed());
    requireNonNull(session).explain(sight.tooLong(bytes, offset, length));
    requireNonNull(session).received(decoder.tooLong(bytes, offset, length));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    requireNonNull(session).readComplete();
  }

  /** A peer that does not read its answers is not read either, so that they stay few. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    boolean writable = context.channel().isWritable();
    context.channel().config().setAutoRead(writable);
    requireNonNull(session).writable(writable);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    requireNonNull(session).lost();
    requireNonNull(tap).closed();
    inbox.close();
    requireNonNull(outbox).release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{} is gone: {}", context.channel().remoteAddress(), cause.getMessage());
    } else {
      LOG.error("Session with {} failed and is closed", context.channel().remoteAddress(), cause);
    }
    context.close();
  }

  private static String address(SocketAddress remote) {
    return remote instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : remote.toString();
  }
}
