package io.caskade.lib.simulcrypt;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Writes one message parameter by parameter; the order of the calls is the order on the wire. It
 * does not ask the table whether the message is a good one, so that a test can build bad ones too.
 */
public final class PduBuilder {
  private static final int TLV_HEADER = 4;

  private byte[] bytes;
  private int length;

  private PduBuilder(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /**
   * Starts a message.
   *
   * @param version protocol_version, 0..255
   * @param messageType 0..65535
   * @param expected bytes of all parameters with their headers; a wrong guess costs a copy
   */
  public static PduBuilder of(int version, int messageType, int expected) {
    PduBuilder builder = new PduBuilder(new byte[Pdu.HEADER_LENGTH + expected], 0);
    builder.put(version, 1);
    builder.put(messageType, 2);
    builder.put(0, 2);
    return builder;
  }

  /** Starts with what is in {@code pdu}, to add parameters to it. */
  public static PduBuilder of(Pdu pdu) {
    byte[] bytes = pdu.toByteArray();
    return new PduBuilder(bytes, bytes.length);
  }

  /** Bytes that a number of {@code length} bytes takes with its header. */
  public static int sizeOf(int length) {
    return TLV_HEADER + length;
  }

  /**
   * A number, unsigned or two's complement, in the parameter's own length.
   *
   * @throws IllegalArgumentException when it does not fit, or the parameter is no number
   */
  public PduBuilder number(ParameterRow parameter, int value) {
    if (!parameter.isNumber()) {
      throw new IllegalArgumentException(parameter.name() + " is no number");
    }
    int size = parameter.minLength(ProtocolVersion.DEFAULT);
    requireRange(parameter, value, size);
    reserve(TLV_HEADER + size);
    put(parameter.code(), 2);
    put(size, 2);
    put(value, size);
    return this;
  }

  /** {@link #number}, or nothing. */
  public PduBuilder number(ParameterRow parameter, OptionalInt value) {
    return value.isPresent() ? number(parameter, value.getAsInt()) : this;
  }

  /** A string of bytes, which is copied. */
  public PduBuilder bytes(ParameterRow parameter, byte[] value) {
    return bytes(parameter, value, 0, value.length);
  }

  public PduBuilder bytes(ParameterRow parameter, byte[] source, int offset, int size) {
    return parameter(parameter.code(), source, offset, size);
  }

  /** A CP_CW_combination: crypto-period number (0..65535), then the control word. */
  public PduBuilder combination(
      ParameterRow parameter, int cpNumber, byte[] word, int offset, int size) {
    require16(cpNumber, "crypto-period number");
    reserve(TLV_HEADER + 2 + size);
    put(parameter.code(), 2);
    put(2 + size, 2);
    put(cpNumber, 2);
    System.arraycopy(word, offset, bytes, length, size);
    length += size;
    return this;
  }

  /** Any parameter, e.g. a user-defined one. */
  public PduBuilder parameter(int type, byte[] value) {
    return parameter(type, value, 0, value.length);
  }

  private PduBuilder parameter(int type, byte[] source, int offset, int size) {
    require16(type, "parameter_type");
    reserve(TLV_HEADER + size);
    put(type, 2);
    put(size, 2);
    System.arraycopy(source, offset, bytes, length, size);
    length += size;
    return this;
  }

  /** The message; the builder must not be used any more. */
  public Pdu build() {
    int announced = length - Pdu.HEADER_LENGTH;
    bytes[3] = (byte) (announced >> 8);
    bytes[4] = (byte) announced;
    if (length == bytes.length) {
      return Pdu.wrap(bytes);
    }
    byte[] exact = Arrays.copyOf(bytes, length);
    Arrays.fill(bytes, (byte) 0);
    return Pdu.wrap(exact);
  }

  private void reserve(int more) {
    if (length + more > Pdu.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a message cannot be longer than " + Pdu.MAX_LENGTH + " bytes");
    }
    if (length + more > bytes.length) {
      byte[] larger =
          Arrays.copyOf(bytes, Math.min(Pdu.MAX_LENGTH, Math.max(2 * length, length + more)));
      Arrays.fill(bytes, (byte) 0); // may hold a control word
      bytes = larger;
    }
  }

  private void put(int value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  private static void requireRange(ParameterRow parameter, int value, int size) {
    boolean signed = parameter.form() == ParameterRow.Form.SIGNED_MS;
    int low = signed ? Short.MIN_VALUE : 0;
    int high = signed ? Short.MAX_VALUE : (1 << (8 * size)) - 1;
    if (size < Integer.BYTES && (value < low || value > high)) {
      throw new IllegalArgumentException(
          parameter.name() + " must be " + low + ".." + high + ", not " + value);
    }
  }

  private static void require16(int value, String what) {
    if (value >>> 16 != 0) {
      throw new IllegalArgumentException(what + " must be 0..65535, not " + value);
    }
  }
}
