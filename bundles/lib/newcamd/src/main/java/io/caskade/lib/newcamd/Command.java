package io.caskade.lib.newcamd;

import java.util.Arrays;
import java.util.Optional;

/** First byte of a payload (cw-protocols, sections 2.2 and 2.3). */
public enum Command {
  ECM(0x80, 0x81),
  EMM(0x82, 0x91),
  /** The server tells of another CAID or provider on this port. */
  ADD_CARD(0xD3, 0xD3),
  REMOVE_CARD(0xD4, 0xD4),
  /** Asked and answered with the same code. */
  VERSION(0xD6, 0xD6),
  LOG_IN(0xE0, 0xE0),
  ACCEPTED(0xE1, 0xE1),
  REFUSED(0xE2, 0xE2),
  CARD_REQUEST(0xE3, 0xE3),
  CARD(0xE4, 0xE4),
  KEEPALIVE(0xFD, 0xFD);

  private final int first;
  private final int last;

  Command(int first, int last) {
    this.first = first;
    this.last = last;
  }

  int code() {
    return first;
  }

  /** Empty for a code that nobody needs: on-screen texts, key changes and the like. */
  static Optional<Command> of(int code) {
    return Arrays.stream(values())
        .filter(command -> command.first <= code && code <= command.last)
        .findFirst();
  }
}
