package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A round that goes out in frames. */
public final class RoundOutput extends OutputStream {
  private static final int PIECE = 1 << 14;

  private final DataOutputStream out;

  public RoundOutput(DataOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int from = 0; from < length; from += PIECE) {
      int count = Math.min(PIECE, length - from);
      new Frame(FrameType.DATA, Octets.of(bytes, offset + from, count)).write(out);
    }
  }

  /** The round is complete. */
  public void end() throws IOException {
    new Frame(FrameType.END, Octets.empty()).write(out);
  }
}
