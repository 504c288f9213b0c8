package io.caskade.lib.simulcrypt.explain;

import io.caskade.lib.simulcrypt.MessageRow;
import io.caskade.lib.simulcrypt.ParameterRow;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ProtocolVersion;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of a message may be shown or kept. Control words, CW_encryption, datagrams and values that
 * the table does not know never are, and they are not in here: only zeros in their place.
 *
 * <p>The rule for messages whose lengths are wrong: a byte is kept only when it is certain that it
 * is no part of a control word. So nothing is kept once the boundaries of messages are lost, and in
 * a message with control words nothing behind the first of them unless everything in it adds up.
 * Immutable.
 */
public final class Disclosure {
  private static final int TLV_HEADER = 4;

  /** CP_CW_combination of the shortest control words in use. */
  private static final int SHORTEST_COMBINATION = 10;

  private static final int CP_LENGTH = 2;

  /** Shown behind the place where a message without control words stops to make sense. */
  private static final int SHOWN_BEHIND_FAULT = 4;

  private static final int LONGEST_NUMBER = 8;
  private static final int BEFORE = 12;
  private static final int BEHIND = 12;
  private static final int BEGINNING = 48;

  private final byte[] bytes;
  private final BitSet shown;
  private final boolean sound;

  private Disclosure(byte[] bytes, BitSet shown, boolean sound) {
    this.bytes = bytes;
    this.shown = shown;
    this.sound = sound;
  }

  /**
   * Copies what may be kept.
   *
   * @param framed false when the message before had a fault of form, so that nobody knows where in
   *     the stream of bytes this one begins
   */
  public static Disclosure of(
      SimulcryptInterface spoken, byte[] source, int offset, int length, boolean framed) {
    byte[] copy = Arrays.copyOfRange(source, offset, offset + length);
    BitSet shown = new BitSet(length);
    boolean sound = framed && length >= Pdu.HEADER_LENGTH && new Walk(spoken, copy, shown).run();
    for (int at = shown.nextClearBit(0); at < length; at = shown.nextClearBit(at + 1)) {
      copy[at] = 0;
    }
    return new Disclosure(copy, shown, sound);
  }

  /** The same for a message that was decoded. */
  public static Disclosure of(SimulcryptInterface spoken, Pdu message) {
    byte[] bytes = message.toByteArray();
    try {
      return of(spoken, bytes, 0, bytes.length, true);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Bytes of the message. */
  public int length() {
    return bytes.length;
  }

  /** True when the byte is known to be harmless. */
  public boolean shows(int at) {
    return shown.get(at);
  }

  /** True when {@code length} bytes from {@code at} are. */
  public boolean shows(int at, int length) {
    return at + length <= bytes.length && shown.nextClearBit(at) >= at + length;
  }

  /** The message with zeros in the place of everything that must not be kept. */
  public byte[] blanked() {
    return bytes.clone();
  }

  /** Everything adds up: only the values of some parameters are blank, and nothing else. */
  public boolean isSound() {
    return sound;
  }

  /**
   * The bytes around one, e.g. {@code @19: 00 64 00 19 >00< 03 00 01 (8 bytes)}: offset of the
   * first shown byte from the beginning of the message, the byte in question in angle brackets,
   * lengths for what is not shown.
   *
   * @param offset 0 shows the beginning
   */
  public String around(int offset) {
    if (bytes.length == 0) {
      return "";
    }
    int middle = Math.min(Math.max(offset, 0), bytes.length - 1);
    int from = Math.max(0, middle - BEFORE);
    int to = Math.min(bytes.length, offset > 0 ? middle + BEHIND : BEGINNING);
    StringBuilder text = new StringBuilder("@").append(from).append(':');
    int at = from;
    while (at < to) {
      text.append(' ');
      if (shown.get(at)) {
        String hex = String.format(Locale.ROOT, "%02X", bytes[at] & 0xFF);
        text.append(at == middle && offset > 0 ? ">" + hex + "<" : hex);
        at++;
      } else {
        int end = shown.nextSetBit(at);
        int hidden = (end < 0 ? bytes.length : end) - at;
        text.append('(').append(hidden).append(hidden == 1 ? " byte)" : " bytes)");
        at += hidden;
      }
    }
    return at < bytes.length ? text.append(" ...").toString() : text.toString();
  }

  /** Goes through one message and marks what may be shown. */
  private static final class Walk {
    private final SimulcryptInterface spoken;
    private final byte[] bytes;
    private final BitSet shown;

    Walk(SimulcryptInterface spoken, byte[] bytes, BitSet shown) {
      this.spoken = spoken;
      this.bytes = bytes;
      this.shown = shown;
    }

    /** Returns whether everything adds up. */
    boolean run() {
      shown.set(0, Pdu.HEADER_LENGTH);
      MessageRow<?> row = spoken.message(number16(1));
      if (row == null || number16(3) + Pdu.HEADER_LENGTH != bytes.length) {
        return false;
      }
      boolean secrets = row.parameters().stream().anyMatch(u -> isSecret(u.parameter()));
      boolean sound = addsUp(row, secrets);
      if (sound || ProtocolVersion.isDefined(bytes[0] & 0xFF)) {
        mark(row, secrets, sound);
      }
      return sound;
    }

    private boolean addsUp(MessageRow<?> row, boolean secrets) {
      int at = Pdu.HEADER_LENGTH;
      while (at < bytes.length) {
        if (deviates(row, at, secrets)) {
          return false;
        }
        at += TLV_HEADER + number16(at + 2);
      }
      return true;
    }

    /** The parameter at this place cannot be trusted to be one. */
    private boolean deviates(MessageRow<?> row, int at, boolean secrets) {
      if (at + TLV_HEADER > bytes.length) {
        return true;
      }
      int type = number16(at);
      int length = number16(at + 2);
      ParameterRow parameter = row.parameter(type);
      if (at + TLV_HEADER + length > bytes.length
          || (parameter == null && type < Pdu.FIRST_USER_DEFINED)) {
        return true;
      }
      return secrets && (!fits(parameter, length) || hasSwallowed(parameter, at, length));
    }

    private static boolean fits(@Nullable ParameterRow parameter, int length) {
      if (parameter == null) {
        return true;
      }
      return parameter.form() == ParameterRow.Form.CONTROL_WORD
          ? length >= SHORTEST_COMBINATION
          : length >= parameter.minLength(ProtocolVersion.DEFAULT)
              && length <= parameter.maxLength(ProtocolVersion.DEFAULT);
    }

    /** A length that is too great takes the head of a secret parameter in, and a piece of it. */
    private boolean hasSwallowed(@Nullable ParameterRow parameter, int at, int length) {
      if (parameter != null && isSecret(parameter)) {
        return false;
      }
      for (int i = at + TLV_HEADER; i + 3 <= at + TLV_HEADER + length; i++) {
        ParameterRow inside = spoken.parameter(number16(i));
        if (inside != null && isSecret(inside) && bytes[i + 2] == 0) {
          return true;
        }
      }
      return false;
    }

    private void mark(MessageRow<?> row, boolean secrets, boolean sound) {
      int at = Pdu.HEADER_LENGTH;
      while (at < bytes.length) {
        int valueAt = Math.min(bytes.length, at + TLV_HEADER);
        shown.set(at, valueAt);
        if (deviates(row, at, secrets)) {
          if (!secrets) {
            shown.set(valueAt, Math.min(bytes.length, valueAt + SHOWN_BEHIND_FAULT));
          }
          return;
        }
        int length = number16(at + 2);
        ParameterRow parameter = row.parameter(number16(at));
        if (parameter != null && isSecret(parameter) && !sound) {
          return;
        }
        shown.set(valueAt, valueAt + shownOf(parameter, length));
        at = valueAt + length;
      }
    }

    /** How many bytes of a value may be shown, from its first. */
    private static int shownOf(@Nullable ParameterRow parameter, int length) {
      if (parameter == null) {
        return 0;
      }
      return switch (parameter.form()) {
        case UNSIGNED, SIGNED_MS, TENTHS_OF_SECOND, HEXADECIMAL -> Math.min(length, LONGEST_NUMBER);
        case OPAQUE -> length;
        case PAYLOAD -> 0;
        case CONTROL_WORD -> CP_LENGTH;
      };
    }

    private static boolean isSecret(ParameterRow parameter) {
      return parameter.form() == ParameterRow.Form.CONTROL_WORD
          || parameter.name().equals("CW_encryption");
    }

    private int number16(int at) {
      return at + 2 <= bytes.length ? ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF) : 0;
    }
  }
}
