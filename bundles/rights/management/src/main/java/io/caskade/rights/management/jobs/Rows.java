package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Serials of the rows of a job, in the order in which they are done, up to 10 million. Four bytes
 * each in memory; stored as differences of variable length, of which consecutive serials leave next
 * to nothing behind a deflater.
 */
final class Rows {
  static final int MAX = 10_000_000;

  private static final int MORE = 0x80;
  private static final int GROUP = 7;

  private final int[] serials;

  private Rows(int[] serials) {
    this.serials = serials;
  }

  static Rows range(CardSerial first, int count) {
    return new Rows(IntStream.range(0, count).map(i -> (int) (first.value() + i)).toArray());
  }

  static Rows of(Collection<CardSerial> serials) {
    return new Rows(serials.stream().mapToInt(serial -> (int) serial.value()).toArray());
  }

  int size() {
    return serials.length;
  }

  CardSerial at(int row) {
    return new CardSerial(Integer.toUnsignedLong(serials[row]));
  }

  /** The serials of the rows {@code from} to {@code to}, the last excluded. */
  List<CardSerial> between(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::at).toList();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(serials.length);
    long last = 0;
    for (int serial : serials) {
      long value = Integer.toUnsignedLong(serial);
      writeNumber(out, zigzag(value - last));
      last = value;
    }
  }

  static Rows read(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX) {
      throw new IOException(count + " rows");
    }
    var rows = new Growing();
    long last = 0;
    for (int i = 0; i < count; i++) {
      long coded = readNumber(in);
      last += (coded >>> 1) ^ -(coded & 1);
      if (last < 0 || last > CardSerial.MAX) {
        throw new IOException("serial " + last);
      }
      rows.add(new CardSerial(last));
    }
    return rows.toRows();
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> (Long.SIZE - 1));
  }

  private static void writeNumber(DataOutputStream out, long number) throws IOException {
    long rest = number;
    while (rest >= MORE) {
      out.writeByte((int) (rest & (MORE - 1)) | MORE);
      rest >>>= GROUP;
    }
    out.writeByte((int) rest);
  }

  private static long readNumber(DataInputStream in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += GROUP) {
      int part = in.readUnsignedByte();
      number |= (long) (part & (MORE - 1)) << shift;
      if (part < MORE) {
        return number;
      }
    }
    throw new EOFException("a number without an end");
  }

  /** Rows that are still being gathered. */
  static final class Growing {
    private static final int FIRST = 1_024;

    private int[] serials = new int[FIRST];
    private int size;

    void add(CardSerial serial) {
      if (size == serials.length) {
        serials = Arrays.copyOf(serials, size + size / 2);
      }
      serials[size++] = (int) serial.value();
    }

    int size() {
      return size;
    }

    Rows toRows() {
      return new Rows(Arrays.copyOf(serials, size));
    }
  }
}
