package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A round that comes in frames: ends at END, and fails when the sender gave up. */
public final class RoundInput extends InputStream {
  private final DataInputStream in;
  private Octets piece = Octets.empty();
  private int at;
  private boolean ended;

  public RoundInput(DataInputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (at == piece.length() && !ended) {
      next();
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, piece.length() - at);
    for (int i = 0; i < count; i++) {
      target[offset + i] = (byte) piece.at(at + i);
    }
    at += count;
    return count;
  }

  private void next() throws IOException {
    Frame frame = Frame.read(in);
    switch (frame.type()) {
      case DATA -> {
        piece = frame.payload();
        at = 0;
      }
      case END -> ended = true;
      case REFUSED -> throw new RefusedException(Refusal.of(frame));
      default -> throw new MalformedFrameException(frame.type() + " inside of a round");
    }
  }

  /** Reads what is left, so that the next frame is an answer to the next question. */
  public void finish() throws IOException {
    while (!ended) {
      next();
    }
  }
}
