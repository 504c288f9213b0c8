package io.caskade.lib.camd35;

import java.util.Optional;

/** First byte of a message (cw-protocols, section 3.2). */
public enum Command {
  ECM(0x00),
  WORDS(0x01),
  /** Between servers that pass on to each other; its data is followed by 52 bytes more. */
  ECM_PASSED_ON(0x03),
  WORDS_PASSED_ON(0x04),
  EMM_REQUEST(0x05),
  EMM(0x06),
  /** The client shall not ask again for now. */
  STOP(0x08),
  EMM_OTHER(0x13),
  KEEPALIVE(0x37),
  NOT_FOUND(0x44),
  /** Codes of other servers' caches and variants: read and ignored. */
  CACHE(0x3C);

  /** One bit for each code of {@link #CACHE} from 0x3C: 3C to 43, 50 and 51. */
  private static final long CACHE_CODES = 0xFFL | 3L << 0x50 - 0x3C;

  private final int code;

  Command(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Empty for a code that nobody sends: the key is another, or this is no camd35. */
  static Optional<Command> of(int code) {
    for (Command command : values()) {
      if (command.code == code) {
        return Optional.of(command);
      }
    }
    int bit = code - CACHE.code;
    return bit >= 0 && bit < Long.SIZE && (CACHE_CODES >> bit & 1) == 1
        ? Optional.of(CACHE)
        : Optional.empty();
  }
}
