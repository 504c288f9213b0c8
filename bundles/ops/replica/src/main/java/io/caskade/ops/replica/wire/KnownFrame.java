package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Identities of changes as frames. */
public final class KnownFrame {
  /** Identities in a frame at most. */
  public static final int MOST = 4_000;

  private static final int ID = 16;

  private KnownFrame() {}

  public static Frame asked(List<UUID> changes) {
    return new Frame(
        FrameType.KNOWN_ASKED,
        Payload.of(
            out -> {
              for (UUID change : changes) {
                out.writeLong(change.getMostSignificantBits());
                out.writeLong(change.getLeastSignificantBits());
              }
            }));
  }

  /**
   * @throws MalformedFrameException when it is none
   */
  public static List<UUID> asked(Frame frame) throws MalformedFrameException {
    int length = frame.payload().length();
    if (length % ID != 0 || length > MOST * ID) {
      throw new MalformedFrameException(length + " bytes are no identities of changes");
    }
    return Payload.parse(
        frame.payload(),
        in -> {
          var changes = new ArrayList<UUID>();
          for (int i = 0; i < length / ID; i++) {
            changes.add(new UUID(in.readLong(), in.readLong()));
          }
          return changes;
        });
  }

  public static Frame known(List<UUID> asked, Set<UUID> known) {
    byte[] bytes = new byte[asked.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (known.contains(asked.get(i)) ? 1 : 0);
    }
    return new Frame(FrameType.KNOWN, Octets.of(bytes));
  }

  /**
   * @throws MalformedFrameException when it does not answer the question
   */
  public static Set<UUID> known(List<UUID> asked, Frame frame) throws MalformedFrameException {
    if (frame.payload().length() != asked.size()) {
      throw new MalformedFrameException("an answer for other changes than were asked");
    }
    var known = new HashSet<UUID>();
    for (int i = 0; i < asked.size(); i++) {
      if (frame.payload().at(i) == 1) {
        known.add(asked.get(i));
      }
    }
    return known;
  }
}
