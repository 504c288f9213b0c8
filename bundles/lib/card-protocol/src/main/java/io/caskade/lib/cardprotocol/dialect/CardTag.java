package io.caskade.lib.cardprotocol.dialect;

import java.util.Optional;

/**
 * What a command asks for: its first data byte. Cards act on this tag; the instruction is only
 * returned as the acknowledgement, so hosts keep to the usual one.
 */
public enum CardTag {
  /** 10 01 40: version, CA system, maturity. */
  CARD_TYPE(0x10, 0x26),
  /** The host announces itself; the answer tells the card's addresses. */
  HOST(0x11, 0x82),
  /** 12, length, section. */
  EMM(0x12, 0x84),
  /** 14, length, mode, section. */
  ECM(0x14, 0xA2),
  /** 1C 01 00: subscriptions with C6; 1C 01 01: events with 26. */
  SUBSCRIPTIONS(0x1C, 0xC6),
  /** 1D 05 01 and the PIN: opens what the maturity keeps closed. */
  PIN(0x1D, 0xC8),
  /** 1E 08, old and new PIN. */
  CHANGE_PIN(0x1E, 0xC8),
  /** 1F 05, PIN, maturity. */
  MATURITY(0x1F, 0xC8),
  /** 66 00. */
  SERIAL(0x66, 0xC2);

  /** CLA of every command to a viewing card. */
  public static final int CLASS = 0xDD;

  /** Instruction that fetches what waits. */
  public static final int READ = 0xCA;

  private final int code;
  private final int instruction;

  CardTag(int code, int instruction) {
    this.code = code;
    this.instruction = instruction;
  }

  /** First data byte, 0..255. */
  public int code() {
    return code;
  }

  /** The usual instruction, 0..255. */
  public int instruction() {
    return instruction;
  }

  /** The tag with this code, if it is known. */
  public static Optional<CardTag> of(int code) {
    for (CardTag tag : values()) {
      if (tag.code == code) {
        return Optional.of(tag);
      }
    }
    return Optional.empty();
  }
}
