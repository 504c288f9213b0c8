package io.caskade.lib.cccam;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message in clear. Immutable.
 *
 * <pre>
 *   0       1        2        4
 *   +-------+--------+--------+----------------
 *   | flag  | command| length | payload
 *   +-------+--------+--------+----------------
 * </pre>
 *
 * The flag is the index of a question in extended mode, and noise otherwise. Offsets below count
 * from the payload's start.
 */
public final class Frame {
  /** Bytes of the header. */
  public static final int HEADER = 4;

  /** Longest message with its header; the first of these clients read no more. */
  public static final int MOST = 1024;

  private final byte[] bytes;

  private Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over: header and payload. */
  static Frame wrap(byte[] bytes) {
    return new Frame(bytes);
  }

  /**
   * Room for a message.
   *
   * @param flag 0 to 255
   */
  static byte[] room(int flag, Command command, int length) {
    byte[] bytes = new byte[HEADER + length];
    bytes[0] = (byte) flag;
    bytes[1] = (byte) command.code();
    put(bytes, 2, length, 2);
    return bytes;
  }

  static void put(byte[] bytes, int at, long value, int length) {
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) (value >>> (8 * (length - 1 - i)));
    }
  }

  /** A text, zero padded, cut where its field ends. */
  static void put(byte[] bytes, int at, String text, int length) {
    byte[] given = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(given, 0, bytes, at, Math.min(given.length, length));
  }

  public int flag() {
    return bytes[0] & 0xFF;
  }

  /** Code of the command, whether or not there is one. */
  public int command() {
    return bytes[1] & 0xFF;
  }

  /** Bytes of the payload. */
  public int length() {
    return bytes.length - HEADER;
  }

  int u8(int at) {
    return bytes[HEADER + at] & 0xFF;
  }

  int u16(int at) {
    return (int) number(at, 2);
  }

  int u24(int at) {
    return (int) number(at, 3);
  }

  int u32(int at) {
    return (int) number(at, 4);
  }

  long u64(int at) {
    return number(at, 8);
  }

  private long number(int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | u8(at + i);
    }
    return value;
  }

  /** Up to the first zero, printable characters only. */
  String text(int at, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i < Math.min(at + most, length()) && u8(i) != 0; i++) {
      int each = u8(i);
      text.append(each >= ' ' && each < 0x7F ? (char) each : '?');
    }
    return text.toString();
  }

  byte[] part(int at, int length) {
    return Arrays.copyOfRange(bytes, HEADER + at, HEADER + at + length);
  }

  /** Header and payload, a copy. */
  byte[] toByteArray() {
    return bytes.clone();
  }
}
