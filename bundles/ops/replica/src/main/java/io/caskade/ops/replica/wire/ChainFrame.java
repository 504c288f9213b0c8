package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Places of chains, and their hashes, as frames. */
public final class ChainFrame {
  private ChainFrame() {}

  static void write(DataOutputStream out, ChainPosition place) throws IOException {
    out.writeLong(place.seq());
    out.write(place.hash().toByteArray());
  }

  static ChainPosition read(DataInputStream in) throws IOException {
    return new ChainPosition(in.readLong(), Payload.octets(in, ChainPosition.HASH));
  }

  public static Frame steppedDown(ChainPosition head) {
    return new Frame(FrameType.STEPPED_DOWN, Payload.of(out -> write(out, head)));
  }

  /**
   * @throws MalformedFrameException when it is none
   */
  public static ChainPosition position(Frame frame) throws MalformedFrameException {
    return Payload.parse(frame.payload(), ChainFrame::read);
  }

  /** A frame of one number. */
  public static Frame number(FrameType type, long number) {
    return new Frame(type, Payload.of(out -> out.writeLong(number)));
  }

  /**
   * @throws MalformedFrameException when it is none
   */
  public static long number(Frame frame) throws MalformedFrameException {
    return Payload.parse(frame.payload(), DataInputStream::readLong);
  }

  /**
   * @param hash of {@link ChainPosition#HASH} bytes, or of none
   */
  public static Frame hash(Octets hash) {
    return new Frame(FrameType.HASH, hash);
  }
}
