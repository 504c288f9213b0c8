package io.caskade.lib.simulcrypt;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A message on one line for people, e.g. {@code CW_provision v2 ECM_channel_id=1 ECM_stream_id=1
 * CP_number=7 CP_CW_combination=7:(8 bytes) access_criteria=00000001}. Control words, datagrams and
 * values that the table does not know are shown by their length only.
 */
public final class PduTrace {
  private static final int SHOWN_BYTES = 32;

  private PduTrace() {}

  /** Renders {@code pdu} with the names of {@code row}, which must be of its message_type. */
  public static String describe(Pdu pdu, MessageRow<?> row) {
    StringBuilder line = new StringBuilder(120).append(row.name()).append(" v");
    line.append(pdu.version());
    for (Parameter parameter : pdu.parameters()) {
      ParameterRow known = row.parameter(parameter.type());
      line.append(' ');
      if (known == null) {
        line.append(String.format(Locale.ROOT, "0x%04X=", parameter.type()));
        appendLength(line, parameter.value().remaining());
      } else {
        line.append(known.name()).append('=');
        appendValue(line, known, parameter.value());
      }
    }
    return line.toString();
  }

  private static void appendValue(StringBuilder line, ParameterRow row, ByteBuffer value) {
    switch (row.form()) {
      case UNSIGNED -> line.append(number(value));
      case SIGNED_MS -> line.append((short) number(value)).append(" ms");
      case TENTHS_OF_SECOND -> line.append(100 * number(value)).append(" ms");
      case HEXADECIMAL -> line.append("0x").append(hex(value));
      case OPAQUE -> line.append(hex(value));
      case PAYLOAD -> appendLength(line, value.remaining());
      case CONTROL_WORD -> {
        line.append(value.remaining() < 2 ? 0 : value.getShort(0) & 0xFFFF).append(':');
        appendLength(line, Math.max(0, value.remaining() - 2));
      }
    }
  }

  private static long number(ByteBuffer value) {
    long number = 0;
    for (int i = 0; i < Math.min(Integer.BYTES, value.remaining()); i++) {
      number = (number << 8) | (value.get(i) & 0xFF);
    }
    return number;
  }

  private static String hex(ByteBuffer value) {
    byte[] shown = new byte[Math.min(SHOWN_BYTES, value.remaining())];
    value.get(0, shown);
    String text = HexFormat.of().withUpperCase().formatHex(shown);
    return shown.length < value.remaining() ? text + "...(" + value.remaining() + " bytes)" : text;
  }

  private static void appendLength(StringBuilder line, int length) {
    line.append('(').append(length).append(" bytes)");
  }
}
