package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import java.time.Instant;

/**
 * A node tells who it is and how it stands.
 *
 * @param protocol version of these messages
 * @param node its name
 * @param build version of the software
 * @param schema the newest change of its database, empty while that is away
 * @param identity of the head-end, 32 bytes that follow from its vault
 * @param state of the node, as the enum calls it
 * @param epoch under which it leads or follows
 * @param wall what its clock shows
 * @param head the last row of its journal
 */
public record Hello(
    int protocol,
    String node,
    String build,
    String schema,
    Octets identity,
    String state,
    long epoch,
    Instant wall,
    ChainPosition head) {
  /** Version of these messages. */
  public static final int PROTOCOL = 1;

  static final int IDENTITY = 32;

  public Frame frame() {
    return new Frame(
        FrameType.HELLO,
        Payload.of(
            out -> {
              out.writeInt(protocol);
              out.writeUTF(node);
              out.writeUTF(build);
              out.writeUTF(schema);
              out.write(identity.toByteArray());
              out.writeUTF(state);
              out.writeLong(epoch);
              out.writeLong(wall.toEpochMilli());
              ChainFrame.write(out, head);
            }));
  }

  /**
   * Reads it. Of another version of the protocol only the version is looked at.
   *
   * @throws MalformedFrameException when it is none
   */
  public static Hello of(Frame frame) throws MalformedFrameException {
    int protocol = frame.payload().length() < 4 ? 0 : protocol(frame.payload());
    if (protocol != PROTOCOL) {
      throw new MalformedFrameException(
          "it speaks version %d of the protocol, not %d".formatted(protocol, PROTOCOL));
    }
    return Payload.parse(
        frame.payload(),
        in ->
            new Hello(
                in.readInt(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                Payload.octets(in, IDENTITY),
                in.readUTF(),
                in.readLong(),
                Instant.ofEpochMilli(in.readLong()),
                ChainFrame.read(in)));
  }

  private static int protocol(Octets payload) {
    return payload.at(0) << 24 | payload.at(1) << 16 | payload.at(2) << 8 | payload.at(3);
  }
}
