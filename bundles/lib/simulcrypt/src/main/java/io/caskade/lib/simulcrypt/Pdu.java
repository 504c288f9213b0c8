package io.caskade.lib.simulcrypt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The bytes of one message, header included, with its parameters in wire order (TS 103 197, clause
 * 4). The typed messages of both interfaces are views of one of these, so that what was decoded
 * encodes to the same bytes, unknown and user-defined parameters with it.
 *
 * <pre>
 *  0                1                3                5
 * +----------------+----------------+----------------+------------------------ ...
 * |protocol_version|  message_type  | message_length | parameters: message_length bytes
 * +----------------+----------------+----------------+------------------------ ...
 *                                                     +----------------+------------------+-------
 *                                       each of them: | parameter_type | parameter_length | value
 *                                                     |    2 bytes     |     2 bytes      |
 *                                                     +----------------+------------------+-------
 * </pre>
 *
 * <p>All numbers are big-endian. The bytes change only by {@link #wipe} and its like. Reading never
 * goes outside of the bytes, whatever the lengths in them say.
 */
public final class Pdu {
  /** Bytes of protocol_version, message_type and message_length. */
  public static final int HEADER_LENGTH = 5;

  /** The longest message: the header and a message_length of 65535. */
  public static final int MAX_LENGTH = HEADER_LENGTH + 0xFFFF;

  /** First of the user-defined message and parameter types. */
  public static final int FIRST_USER_DEFINED = 0x8000;

  private static final int TLV_HEADER = 4;

  /** Takes bytes, and does not keep the array. */
  @FunctionalInterface
  public interface Sink {
    void write(byte[] bytes, int offset, int length);
  }

  private final byte[] bytes;

  private Pdu(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code length} bytes. They need not make a good message: a decoder tells. */
  public static Pdu copyOf(byte[] source, int offset, int length) {
    return new Pdu(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** Copies the remaining bytes and moves the position behind them. */
  public static Pdu copyOf(ByteBuffer source) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    return new Pdu(bytes);
  }

  /** Takes the array over without a copy: the caller must not touch it any more. */
  public static Pdu wrap(byte[] bytes) {
    return new Pdu(bytes);
  }

  /** All bytes, header included. */
  public int length() {
    return bytes.length;
  }

  /** protocol_version, 0..255. */
  public int version() {
    return bytes.length == 0 ? 0 : bytes[0] & 0xFF;
  }

  /** message_type, 0..65535. */
  public int messageType() {
    return unsigned16At(1);
  }

  /** message_length as announced, 0..65535. */
  public int announcedLength() {
    return unsigned16At(3);
  }

  /** How often the parameter comes. */
  public int count(ParameterRow parameter) {
    int count = 0;
    for (int at = first(); at >= 0; at = next(at)) {
      if (unsigned16At(at) == parameter.code()) {
        count++;
      }
    }
    return count;
  }

  public boolean has(ParameterRow parameter) {
    return find(parameter.code(), 0) >= 0;
  }

  /**
   * The number in a parameter of 1, 2 or 4 bytes; one of 4 bytes fills the {@code int}, sign bit
   * included.
   *
   * @throws IllegalStateException when the parameter is not there
   */
  public int unsigned(ParameterRow parameter) {
    int at = require(parameter, 0);
    return numberAt(at, valueLength(at));
  }

  /** {@link #unsigned}, or empty when the parameter is not there. */
  public OptionalInt optionalUnsigned(ParameterRow parameter) {
    int at = find(parameter.code(), 0);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(numberAt(at, valueLength(at)));
  }

  /** The {@code index}th number of a parameter that may repeat. */
  public int unsigned(ParameterRow parameter, int index) {
    int at = require(parameter, index);
    return numberAt(at, valueLength(at));
  }

  /** The first two bytes of the {@code index}th occurrence as a number, 0..65535. */
  public int leading16(ParameterRow parameter, int index) {
    int at = require(parameter, index);
    return numberAt(at, Math.min(2, valueLength(at)));
  }

  /** A two's complement number of 2 bytes: -32768..32767. */
  public int signed(ParameterRow parameter) {
    return (short) unsigned(parameter);
  }

  /** {@link #signed}, or empty when the parameter is not there. */
  public OptionalInt optionalSigned(ParameterRow parameter) {
    return has(parameter) ? OptionalInt.of(signed(parameter)) : OptionalInt.empty();
  }

  /** Bytes in the value of the {@code index}th occurrence. */
  public int valueLength(ParameterRow parameter, int index) {
    return valueLength(require(parameter, index));
  }

  /** A copy of the value of the {@code index}th occurrence. */
  public byte[] value(ParameterRow parameter, int index) {
    int at = require(parameter, index);
    return Arrays.copyOfRange(bytes, at, at + valueLength(at));
  }

  /** The value of the {@code index}th occurrence, read-only and not copied. */
  public ByteBuffer view(ParameterRow parameter, int index) {
    return viewAt(require(parameter, index));
  }

  /** The values of all occurrences in wire order, read-only and not copied. */
  public List<ByteBuffer> views(ParameterRow parameter) {
    List<ByteBuffer> views = new ArrayList<>();
    for (int at = first(); at >= 0; at = next(at)) {
      if (unsigned16At(at) == parameter.code()) {
        views.add(viewAt(at + TLV_HEADER));
      }
    }
    return views;
  }

  /**
   * Copies the value of the {@code index}th occurrence without its first {@code from} bytes.
   *
   * @return how many bytes were copied
   * @throws IndexOutOfBoundsException when the value is shorter than {@code from}, or the target
   *     too short
   */
  public int copyTail(ParameterRow parameter, int index, int from, byte[] target, int offset) {
    int at = require(parameter, index);
    int length = valueLength(at) - from;
    System.arraycopy(bytes, at + from, target, offset, length);
    return length;
  }

  /** Which occurrence has {@code number} in its first two bytes: its index, or -1. */
  public int indexOfLeading16(ParameterRow parameter, int number) {
    int index = 0;
    for (int at = first(); at >= 0; at = next(at)) {
      if (unsigned16At(at) == parameter.code()) {
        int valueAt = at + TLV_HEADER;
        if (numberAt(valueAt, Math.min(2, valueLength(valueAt))) == number) {
          return index;
        }
        index++;
      }
    }
    return -1;
  }

  /** Every parameter in wire order, also those that the table does not know. */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (int at = first(); at >= 0; at = next(at)) {
      all.add(new Parameter(unsigned16At(at), viewAt(at + TLV_HEADER)));
    }
    return all;
  }

  /** Appends the message. */
  public void writeTo(ByteBuffer target) {
    target.put(bytes);
  }

  /** Copies the message to {@code target} at {@code offset}; returns its length. */
  public int writeTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
    return bytes.length;
  }

  /** Hands the bytes to a buffer of any kind, e.g. {@code pdu.writeTo(byteBuf::writeBytes)}. */
  public void writeTo(Sink target) {
    target.write(bytes, 0, bytes.length);
  }

  /** Writes the message to a socket's stream in one call. */
  public void writeTo(OutputStream target) throws IOException {
    target.write(bytes);
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * Overwrites the values of every occurrence from their byte {@code from} on, e.g. control words
   * after use. Type, length and order stay.
   */
  public void wipe(ParameterRow parameter, int from) {
    for (int at = first(); at >= 0; at = next(at)) {
      int valueAt = at + TLV_HEADER;
      if (unsigned16At(at) == parameter.code() && from < valueLength(valueAt)) {
        Arrays.fill(bytes, valueAt + from, valueAt + valueLength(valueAt), (byte) 0);
      }
    }
  }

  /** Overwrites everything, header included: the message is no message any more. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }

  /** Offset of the first parameter's type, or -1. */
  private int first() {
    return within(HEADER_LENGTH);
  }

  /** Offset of the type of the parameter behind the one at {@code at}, or -1. */
  private int next(int at) {
    return within(at + TLV_HEADER + unsigned16At(at + 2));
  }

  private int within(int at) {
    return at + TLV_HEADER <= bytes.length && at + TLV_HEADER + unsigned16At(at + 2) <= bytes.length
        ? at
        : -1;
  }

  /** Offset of the value of the {@code index}th occurrence, or -1. */
  int find(int type, int index) {
    int left = index;
    int at = HEADER_LENGTH;
    while (at + TLV_HEADER <= bytes.length) { // not by next(): every accessor passes here
      int next = at + TLV_HEADER + read16(at + 2);
      if (next > bytes.length) {
        return -1;
      }
      if (read16(at) == type && left-- == 0) {
        return at + TLV_HEADER;
      }
      at = next;
    }
    return -1;
  }

  private int require(ParameterRow parameter, int index) {
    int at = find(parameter.code(), index);
    if (at < 0) {
      throw new IllegalStateException("no " + parameter.name() + " [" + index + "] in " + this);
    }
    return at;
  }

  private int valueLength(int valueAt) {
    return unsigned16At(valueAt - 2);
  }

  private ByteBuffer viewAt(int valueAt) {
    return ByteBuffer.wrap(bytes, valueAt, valueLength(valueAt)).slice().asReadOnlyBuffer();
  }

  /** Two bytes as 0..65535; what lies behind the end reads as zero. */
  int unsigned16At(int at) {
    return at + 2 <= bytes.length ? read16(at) : 0;
  }

  private int read16(int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  /** Up to four bytes as a big-endian number. */
  int numberAt(int at, int length) {
    int number = 0;
    for (int i = 0; i < Math.min(length, Integer.BYTES); i++) {
      number = (number << 8) | (bytes[at + i] & 0xFF);
    }
    return number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pdu that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The header only: the rest may be secret. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "[version %d, message_type 0x%04X, %d bytes]",
        version(),
        messageType(),
        bytes.length);
  }
}
