package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * One message on the connection.
 *
 * <pre>
 * type (1) | length (4, big-endian, at most 64 KiB) | payload
 * </pre>
 */
public record Frame(FrameType type, Octets payload) {
  /** Bytes of a payload at most. */
  public static final int MOST = 1 << 16;

  /**
   * @throws MalformedFrameException when the bytes are no frame
   * @throws IOException when the connection ends
   */
  public static Frame read(DataInputStream in) throws IOException {
    int code = in.readUnsignedByte();
    FrameType type = FrameType.of(code);
    if (type == null) {
      throw new MalformedFrameException("a frame of the unknown kind " + code);
    }
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new MalformedFrameException(
          "a frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, Octets.of(payload));
  }

  public void write(DataOutputStream out) throws IOException {
    if (payload.length() > MOST) {
      throw new IllegalArgumentException("a frame of " + payload.length() + " bytes");
    }
    out.writeByte(type.code());
    out.writeInt(payload.length());
    out.write(payload.toByteArray());
    out.flush();
  }
}
