package io.caskade.lib.simulcrypt;

import java.util.Arrays;

/**
 * One parameter of an interface: code, name, length and, for the few that are enumerations, the
 * greatest value, each by protocol version. Immutable.
 */
public final class ParameterRow {
  /** A parameter_length is 16 bits. */
  public static final int MAX_LENGTH = 0xFFFF;

  /** How the value reads, for typed access and for traces. */
  public enum Form {
    /** uimsbf of 1, 2 or 4 bytes. */
    UNSIGNED,
    /** tcimsbf of 2 bytes: milliseconds. */
    SIGNED_MS,
    /** uimsbf of 2 bytes: units of 100 ms. */
    TENTHS_OF_SECOND,
    /** An identifier that is read in hexadecimal. */
    HEXADECIMAL,
    /** Bytes whose meaning is the CAS's own; traces print them. */
    OPAQUE,
    /** Bytes that are too many to print, or may hold secrets; traces print the length. */
    PAYLOAD,
    /** A crypto-period number and a control word, which is never printed. */
    CONTROL_WORD
  }

  private final int code;
  private final String name;
  private final Form form;
  private final int[] minLength = new int[ProtocolVersion.ROW_SETS];
  private final int[] maxLength = new int[ProtocolVersion.ROW_SETS];
  private final long[] maxValue = new long[ProtocolVersion.ROW_SETS];

  private ParameterRow(int code, String name, Form form, int min, int max, long maxValue) {
    this.code = code;
    this.name = name;
    this.form = form;
    Arrays.fill(minLength, min);
    Arrays.fill(maxLength, max);
    Arrays.fill(this.maxValue, maxValue);
  }

  private ParameterRow(ParameterRow that) {
    this(that.code, that.name, that.form, 0, 0, 0);
    System.arraycopy(that.minLength, 0, minLength, 0, minLength.length);
    System.arraycopy(that.maxLength, 0, maxLength, 0, maxLength.length);
    System.arraycopy(that.maxValue, 0, maxValue, 0, maxValue.length);
  }

  /** A number of exactly {@code length} bytes, any value. */
  public static ParameterRow number(int code, String name, Form form, int length) {
    return new ParameterRow(code, name, form, length, length, Long.MAX_VALUE);
  }

  /** A string of {@code minLength} or more bytes. */
  public static ParameterRow bytes(int code, String name, Form form, int minLength) {
    return new ParameterRow(code, name, form, minLength, MAX_LENGTH, Long.MAX_VALUE);
  }

  /** The same, but no greater than {@code limit} in any version. */
  public ParameterRow upTo(int limit) {
    ParameterRow row = new ParameterRow(this);
    Arrays.fill(row.maxValue, limit);
    return row;
  }

  /** The same, but no greater than {@code limit} in {@code version}, where the limit is wider. */
  public ParameterRow upToInVersion(int version, int limit) {
    ParameterRow row = new ParameterRow(this);
    row.maxValue[version] = limit;
    row.maxValue[ProtocolVersion.ANY] = Math.max(row.maxValue[ProtocolVersion.ANY], limit);
    return row;
  }

  /** The same, but of exactly {@code length} bytes in {@code version}. */
  public ParameterRow lengthInVersion(int version, int length) {
    ParameterRow row = new ParameterRow(this);
    row.minLength[version] = length;
    row.maxLength[version] = length;
    return row;
  }

  /** parameter_type, 0..65535. */
  public int code() {
    return code;
  }

  /** The standard's name. */
  public String name() {
    return name;
  }

  public Form form() {
    return form;
  }

  /** Fewest bytes of the value in {@code version} (1, 2, 3 or 5). */
  public int minLength(int version) {
    return minLength[version];
  }

  /** Most bytes of the value in {@code version} (1, 2, 3 or 5). */
  public int maxLength(int version) {
    return maxLength[version];
  }

  /**
   * Greatest value in {@code version}; {@link Long#MAX_VALUE} when the length is the only limit.
   */
  public long maxValue(int version) {
    return maxValue[version];
  }

  /** True when the value's length is the same in every version, as a number's is. */
  boolean isNumber() {
    return switch (form) {
      case UNSIGNED, SIGNED_MS, TENTHS_OF_SECOND, HEXADECIMAL -> true;
      case OPAQUE, PAYLOAD, CONTROL_WORD -> false;
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
