package io.caskade.ops.replica.wire;

import org.jspecify.annotations.Nullable;

/** Kinds of frames; the standby asks, the active node answers. Either may say HELLO. */
public enum FrameType {
  /** {@link Hello}; answered by the other side's. */
  HELLO(1),
  /** {@link Refusal}; in place of any answer. */
  REFUSED(2),
  /** {@link PullFrame}; answered by DATA and END. */
  PULL(3),
  /** A piece of a round. */
  DATA(4),
  /** A round is complete. */
  END(5),
  /** Place of a chain (8 bytes); answered by HASH. */
  HASH_ASKED(6),
  /** 32 bytes, or none. */
  HASH(7),
  /** Identities of changes (16 bytes each); answered by KNOWN. */
  KNOWN_ASKED(8),
  /** One byte a change: 1 when it is in the journal. */
  KNOWN(9),
  /** Answered by KEYS. */
  KEYS_ASKED(10),
  /** {@link SealedKeys}. */
  KEYS(11),
  /** Epoch of the heir (8 bytes); answered by STEPPED_DOWN. */
  STEP_DOWN(12),
  /** {@link ChainFrame}: everything is sealed up to here. */
  STEPPED_DOWN(13);

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable FrameType of(int code) {
    for (FrameType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
