package io.caskade.tools.bench.receivers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One client, logged in, with one question under way. Not the product's codecs, so that a fault
 * there cannot hide itself: frames are written and taken apart by hand (cw-protocols, chapters 1 to
 * 3).
 */
abstract class CwPeer implements AutoCloseable {
  private static final int BUFFER = 2048;
  private static final int WORDS = 16;

  private final SocketChannel socket;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
  private final ByteBuffer out = ByteBuffer.allocate(BUFFER);
  private CwEcms.@Nullable Ecm asked;
  private long sentAt;

  /** What an answer is told to, on the loading thread. */
  interface Answers {
    void answer(CwPeer peer, Kind kind, long sentAt);
  }

  /** What a client got. */
  enum Kind {
    /** The words that are in the ECM. */
    FOUND,
    NOT_FOUND,
    /** Other words than those in the ECM. */
    WRONG
  }

  CwPeer(InetSocketAddress target) throws IOException {
    socket = SocketChannel.open(target);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  final SocketChannel socket() {
    return socket;
  }

  final boolean inFlight() {
    return sentAt != 0;
  }

  /** The ECM that was asked for last. */
  final CwEcms.@Nullable Ecm asked() {
    return asked;
  }

  /** Logs in, waiting for each answer; the socket does not block afterwards. */
  final void logIn(String name, byte[] password) throws IOException {
    try {
      greet(name, password);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    socket.configureBlocking(false);
  }

  /** Asks; latency counts from {@code due}. */
  final void ask(CwEcms.Ecm ecm, long due) throws IOException {
    asked = ecm;
    sentAt = due;
    try {
      out.put(question(ecm.section()));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    flush();
  }

  final void flush() throws IOException {
    out.flip();
    if (out.hasRemaining()) {
      socket.write(out);
    }
    out.compact();
  }

  /** Reads what is there and tells each answer. */
  final void read(Answers answers) throws IOException {
    if (socket.read(in) < 0) {
      throw new IOException("the server closed a client");
    }
    in.flip();
    try {
      for (byte[] frame = take(in); frame != null; frame = take(in)) {
        byte[] words = answer(frame);
        if (words == null || sentAt == 0) {
          continue;
        }
        long sent = sentAt;
        sentAt = 0;
        answers.answer(this, kind(words), sent);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    in.compact();
  }

  private Kind kind(byte[] words) {
    if (words.length < WORDS) {
      return Kind.NOT_FOUND;
    }
    return asked != null && Arrays.equals(words, asked.words()) ? Kind.FOUND : Kind.WRONG;
  }

  /** The log-in, on a socket that blocks. */
  abstract void greet(String name, byte[] password) throws IOException, GeneralSecurityException;

  /** The bytes of a question for the wire. */
  abstract byte[] question(byte[] section) throws GeneralSecurityException;

  /** A whole frame, decrypted; null when there is none yet. */
  abstract byte @Nullable [] take(ByteBuffer in) throws GeneralSecurityException;

  /** The words in an answer, none when it is a refusal; null for what is no answer. */
  abstract byte @Nullable [] answer(byte[] frame);

  /** For the log-in: exactly so many bytes. */
  final byte[] readFully(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (socket.read(bytes) < 0) {
        throw new IOException("the server closed the connection in the log-in");
      }
    }
    return bytes.array();
  }

  final void writeFully(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      socket.write(left);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
