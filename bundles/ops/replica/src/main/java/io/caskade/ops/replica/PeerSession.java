package io.caskade.ops.replica;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.ops.replica.wire.ChainFrame;
import io.caskade.ops.replica.wire.Frame;
import io.caskade.ops.replica.wire.FrameType;
import io.caskade.ops.replica.wire.Hello;
import io.caskade.ops.replica.wire.KnownFrame;
import io.caskade.ops.replica.wire.MalformedFrameException;
import io.caskade.ops.replica.wire.PullFrame;
import io.caskade.ops.replica.wire.Refusal;
import io.caskade.ops.replica.wire.RefusedException;
import io.caskade.ops.replica.wire.RoundInput;
import io.caskade.ops.replica.wire.SealedKeys;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The questions of a node on its connection to the other one. Confined to a thread. */
final class PeerSession implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int HANDSHAKE_MILLIS = 5_000;

  /** An answer waits up to ten seconds for something new. */
  private static final int ANSWER_MILLIS = 30_000;

  private final Socket plain;
  private final String peer;
  private final DataInputStream in;
  private final DataOutputStream out;

  private PeerSession(Socket plain, SSLSocket socket, String peer) throws IOException {
    this.plain = plain;
    this.peer = peer;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
  }

  /**
   * Connects and looks at the certificate.
   *
   * @throws IOException when nobody answers, or somebody else does
   */
  static PeerSession open(PeerAddress address, SSLContext context, Trust trust, String self)
      throws IOException {
    var plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      plain.setTcpNoDelay(true);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
      socket.setEnabledProtocols(new String[] {"TLSv1.3"});
      socket.setSoTimeout(HANDSHAKE_MILLIS);
      socket.startHandshake();
      String peer = trust.admitted(socket.getSession(), self);
      socket.setSoTimeout(ANSWER_MILLIS);
      return new PeerSession(plain, socket, peer);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /** Name of the other node, as its certificate says. */
  String peer() {
    return peer;
  }

  /** Tells how this node stands, and hears how the other one does. */
  Hello hello(Hello own) throws IOException {
    Hello answer = Hello.of(ask(own.frame(), FrameType.HELLO));
    if (!answer.node().equals(peer)) {
      throw new MalformedFrameException(
          "it says that it is " + answer.node() + ", its certificate says " + peer);
    }
    return answer;
  }

  RoundInput pull(PullFrame request) throws IOException {
    request.frame().write(out);
    return new RoundInput(in);
  }

  /** The hash at a place of the other node's chain, of no bytes when it is not there. */
  Octets hashAt(long seq) throws IOException {
    return ask(ChainFrame.number(FrameType.HASH_ASKED, seq), FrameType.HASH).payload();
  }

  Set<UUID> known(List<UUID> changes) throws IOException {
    return KnownFrame.known(changes, ask(KnownFrame.asked(changes), FrameType.KNOWN));
  }

  SealedKeys keys() throws IOException {
    return SealedKeys.of(ask(new Frame(FrameType.KEYS_ASKED, Octets.empty()), FrameType.KEYS));
  }

  /** Has the active node stop; tells where its journal ends. */
  ChainPosition stepDown(long epoch) throws IOException {
    return ChainFrame.position(
        ask(ChainFrame.number(FrameType.STEP_DOWN, epoch), FrameType.STEPPED_DOWN));
  }

  private Frame ask(Frame question, FrameType wanted) throws IOException {
    question.write(out);
    Frame answer = Frame.read(in);
    if (answer.type() == FrameType.REFUSED) {
      throw new RefusedException(Refusal.of(answer));
    }
    if (answer.type() != wanted) {
      throw new MalformedFrameException(answer.type() + " in place of " + wanted);
    }
    return answer;
  }

  /** From any thread; ends what another one waits for. */
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }
}
