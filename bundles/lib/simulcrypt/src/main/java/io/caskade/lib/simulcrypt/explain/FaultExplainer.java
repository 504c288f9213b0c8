package io.caskade.lib.simulcrypt.explain;

import io.caskade.lib.simulcrypt.Fault;
import io.caskade.lib.simulcrypt.MessageRow;
import io.caskade.lib.simulcrypt.ParameterRow;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ProtocolVersion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Explains what a decoder refused: a {@link Fault} and the bytes it was found in. */
public final class FaultExplainer {
  private static final int TLV_HEADER = 4;
  private static final int TYPE_OFFSET = 1;
  private static final int LENGTH_OFFSET = 3;

  /** So many bytes are looked through for the header that a stray byte pushed away. */
  private static final int LONGEST_STRAY = 4;

  private final SimulcryptInterface spoken;

  public FaultExplainer(SimulcryptInterface spoken) {
    this.spoken = spoken;
  }

  /**
   * @param length bytes that came; of a message that is too long perhaps not all
   * @param framed false when the message before had a fault of form
   */
  public Explanation explain(Fault fault, byte[] bytes, int offset, int length, boolean framed) {
    Disclosure seen = Disclosure.of(spoken, bytes, offset, length, framed);
    if (!framed) {
      return say(ExplanationCode.BOUNDARIES_LOST, "", length);
    }
    byte[] raw = Arrays.copyOfRange(bytes, offset, offset + length);
    try {
      return explain(fault, raw, seen);
    } finally {
      Arrays.fill(raw, (byte) 0);
    }
  }

  private Explanation explain(Fault fault, byte[] raw, Disclosure seen) {
    int type = raw.length < LENGTH_OFFSET ? 0 : number16(raw, TYPE_OFFSET);
    String message = spoken.messageName(type);
    return switch (fault.kind()) {
      case BAD_STRUCTURE -> structure(message, fault.information(), raw, seen);
      case UNSUPPORTED_VERSION -> version(message, raw, seen);
      case UNKNOWN_MESSAGE_TYPE -> unknownMessage(type, raw, seen);
      case MESSAGE_TOO_LONG ->
          say(
              ExplanationCode.MESSAGE_TOO_LONG,
              seen.around(LENGTH_OFFSET),
              message,
              Pdu.HEADER_LENGTH + number16(raw, LENGTH_OFFSET));
      case WRONG_SENDER -> {
        MessageRow<?> row = spoken.message(type);
        String sender = row == null ? "" : spoken.sender(row);
        yield say(ExplanationCode.WRONG_SENDER, seen.around(TYPE_OFFSET), message, sender);
      }
      case REPEATED_PARAMETER,
          UNKNOWN_PARAMETER_TYPE,
          INCONSISTENT_PARAMETER_LENGTH,
          INVALID_PARAMETER_VALUE ->
          parameter(fault, message, raw, seen);
      case MISSING_PARAMETER ->
          say(
              ExplanationCode.PARAMETER_MISSING,
              seen.around(0),
              message,
              spoken.parameterName(fault.information()));
    };
  }

  private Explanation structure(String message, int at, byte[] raw, Disclosure seen) {
    if (raw.length < Pdu.HEADER_LENGTH || at == LENGTH_OFFSET) {
      int announced =
          raw.length < Pdu.HEADER_LENGTH ? 0 : Pdu.HEADER_LENGTH + number16(raw, LENGTH_OFFSET);
      return say(ExplanationCode.LENGTH_DIFFERS, seen.around(at), raw.length, announced);
    }
    int left = raw.length - at;
    if (left < TLV_HEADER) {
      return say(ExplanationCode.BYTES_LEFT_OVER, seen.around(at), message, left, at);
    }
    if (!seen.shows(at, TLV_HEADER)) {
      return say(ExplanationCode.UNREADABLE_AFTER_WORD, seen.around(at), message);
    }
    return say(
        ExplanationCode.LENGTHS_DO_NOT_ADD_UP,
        seen.around(at),
        message,
        spoken.parameterName(number16(raw, at)),
        at,
        number16(raw, at + 2),
        left - TLV_HEADER);
  }

  private Explanation version(String message, byte[] raw, Disclosure seen) {
    int stray = seen.isSound() ? 0 : strayBytes(raw);
    return stray > 0
        ? stray(stray, raw, seen)
        : say(ExplanationCode.VERSION_UNKNOWN, seen.around(0), message, raw[0] & 0xFF);
  }

  private Explanation unknownMessage(int type, byte[] raw, Disclosure seen) {
    if (spoken.other().message(type) != null) {
      return say(
          ExplanationCode.MESSAGE_OF_OTHER_INTERFACE,
          seen.around(TYPE_OFFSET),
          spoken.other().messageName(type),
          spoken.other().title(),
          spoken.title());
    }
    int stray = strayBytes(raw);
    return stray > 0
        ? stray(stray, raw, seen)
        : say(
            ExplanationCode.MESSAGE_UNKNOWN,
            seen.around(TYPE_OFFSET),
            SimulcryptInterface.hex16(type));
  }

  private Explanation stray(int count, byte[] raw, Disclosure seen) {
    String behind = spoken.messageName(number16(raw, count + TYPE_OFFSET));
    return say(ExplanationCode.STRAY_BYTES, seen.around(0), count, behind);
  }

  /** How many bytes stand before what could begin a message; 0 when nothing could. */
  private int strayBytes(byte[] raw) {
    for (int at = 1; at <= LONGEST_STRAY; at++) {
      if (spoken.looksLikeHeader(raw, at)) {
        return at;
      }
    }
    return 0;
  }

  private Explanation parameter(Fault fault, String message, byte[] raw, Disclosure seen) {
    int at = offsetOf(fault, raw);
    String name = spoken.parameterName(fault.information());
    String bytes = seen.around(at);
    ParameterRow row = spoken.parameter(fault.information());
    if (!seen.shows(at, TLV_HEADER)) {
      return say(ExplanationCode.UNREADABLE_AFTER_WORD, bytes, message);
    }
    int length = number16(raw, at + 2);
    return switch (fault.kind()) {
      case REPEATED_PARAMETER -> say(ExplanationCode.PARAMETER_REPEATED, bytes, message, name);
      case INCONSISTENT_PARAMETER_LENGTH ->
          say(
              ExplanationCode.PARAMETER_LENGTH,
              bytes,
              message,
              name,
              length,
              lengths(row, raw[0] & 0xFF));
      case INVALID_PARAMETER_VALUE ->
          say(
              ExplanationCode.PARAMETER_VALUE,
              bytes,
              message,
              name,
              number(raw, at + TLV_HEADER, length),
              row == null ? "" : row.maxValue(version(raw)));
      default ->
          say(
              row == null
                  ? ExplanationCode.PARAMETER_UNKNOWN
                  : ExplanationCode.PARAMETER_OF_OTHER_MESSAGE,
              bytes,
              message,
              name);
    };
  }

  private static String lengths(@Nullable ParameterRow row, int version) {
    if (row == null) {
      return "";
    }
    int known = ProtocolVersion.isDefined(version) ? version : ProtocolVersion.DEFAULT;
    return row.minLength(known) == row.maxLength(known)
        ? Integer.toString(row.minLength(known))
        : row.minLength(known) + ".." + row.maxLength(known);
  }

  private static int version(byte[] raw) {
    int version = raw[0] & 0xFF;
    return ProtocolVersion.isDefined(version) ? version : ProtocolVersion.DEFAULT;
  }

  /** Where the parameter at fault begins: the repeated one is the second. */
  private static int offsetOf(Fault fault, byte[] raw) {
    int at = Pdu.HEADER_LENGTH;
    int found = 0;
    boolean second = fault.kind() == Fault.Kind.REPEATED_PARAMETER;
    while (at + TLV_HEADER <= raw.length) {
      if (number16(raw, at) == fault.information()) {
        if (!second || found > 0) {
          return at;
        }
        found = at;
      }
      at += TLV_HEADER + number16(raw, at + 2);
    }
    return found;
  }

  private static int number16(byte[] raw, int at) {
    return at + 2 <= raw.length ? ((raw[at] & 0xFF) << 8) | (raw[at + 1] & 0xFF) : 0;
  }

  private static long number(byte[] raw, int at, int length) {
    long number = 0;
    for (int i = at; i < Math.min(raw.length, at + Math.min(length, Integer.BYTES)); i++) {
      number = (number << 8) | (raw[i] & 0xFF);
    }
    return number;
  }

  private Explanation say(ExplanationCode code, String bytes, Object... arguments) {
    return Explanation.of(code, spoken, bytes, arguments);
  }
}
