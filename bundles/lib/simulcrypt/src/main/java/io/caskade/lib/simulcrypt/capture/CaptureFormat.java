package io.caskade.lib.simulcrypt.capture;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture as a file, version 1. All numbers are big-endian.
 *
 * <pre>
 *  header:  "CASKCAP" 0x01 | clause (1 byte: 5 = ECMG&lt;-&gt;SCS, 6 = EMMG&lt;-&gt;MUX)
 *           | start, ms since 1970 (8) | length (2) | name of the listener or output, UTF-8
 *  record:  kind (1) | flags (1) | connection (4) | ns since start (8) | length (4) | bytes
 *
 *  kind:    1 received by the head-end, 2 sent by it, 3 connection opened (bytes: peer's address),
 *           4 connection closed, 5 records are missing here
 *  flags:   bit 0: the message was damaged, so that more than its secrets is blank
 * </pre>
 *
 * <p>The bytes of a message are whole, header included, with zeros in the place of control words,
 * CW_encryption, datagrams and values of user-defined parameters. A file may end anywhere: what is
 * complete counts.
 */
public final class CaptureFormat {
  /** The version that is written, and the only one that is read. */
  public static final int VERSION = 1;

  private static final byte[] MAGIC = "CASKCAP".getBytes(StandardCharsets.US_ASCII);
  private static final int DAMAGED = 1;
  private static final int LONGEST_TEXT = 256;

  /** Bytes of a record beside its message. */
  static final int RECORD_HEADER = 18;

  private CaptureFormat() {}

  /** What a file says about itself. */
  public record Header(SimulcryptInterface spoken, Instant start, String name) {}

  /**
   * A capture that was read.
   *
   * @param complete false when the file ends inside of a record
   */
  public record Capture(Header header, List<CaptureRecord> records, boolean complete) {
    public Capture {
      records = List.copyOf(records);
    }
  }

  static void write(OutputStream target, Header header) throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    byte[] name = header.name().getBytes(StandardCharsets.UTF_8);
    out.write(MAGIC);
    out.writeByte(VERSION);
    out.writeByte(header.spoken().clause());
    out.writeLong(header.start().toEpochMilli());
    out.writeShort(Math.min(name.length, LONGEST_TEXT));
    out.write(name, 0, Math.min(name.length, LONGEST_TEXT));
    out.flush();
  }

  /** Returns the bytes written. */
  static int write(OutputStream target, CaptureRecord record) throws IOException {
    byte[] bytes =
        record.text().isEmpty()
            ? record.message().toByteArray()
            : record.text().getBytes(StandardCharsets.UTF_8);
    DataOutputStream out = new DataOutputStream(target);
    out.writeByte(record.kind().code());
    out.writeByte(record.whole() ? 0 : DAMAGED);
    out.writeInt(record.connection());
    out.writeLong(record.nanos());
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
    return RECORD_HEADER + bytes.length;
  }

  /**
   * Reads a whole capture; memory grows with the bytes that are really there.
   *
   * @throws CaptureFormatException when it is none, of another version, or damaged
   */
  public static Capture read(InputStream source) throws IOException {
    DataInputStream in = new DataInputStream(source);
    Header header;
    try {
      header = header(in);
    } catch (EOFException e) {
      throw new CaptureFormatException("it ends inside its header", e);
    }
    List<CaptureRecord> records = new ArrayList<>();
    while (true) {
      int kind = in.read();
      if (kind < 0) {
        return new Capture(header, records, true);
      }
      try {
        records.add(record(in, kind, records.size() + 1));
      } catch (EOFException e) {
        return new Capture(header, records, false);
      }
    }
  }

  private static Header header(DataInputStream in) throws IOException {
    for (byte expected : MAGIC) {
      if (in.readByte() != expected) {
        throw new CaptureFormatException("it does not begin as a capture does");
      }
    }
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new CaptureFormatException(
          "it is of version " + version + ", this program reads " + VERSION);
    }
    int clause = in.readUnsignedByte();
    for (SimulcryptInterface spoken : SimulcryptInterface.values()) {
      if (spoken.clause() == clause) {
        Instant start = Instant.ofEpochMilli(in.readLong());
        return new Header(spoken, start, text(in, in.readUnsignedShort()));
      }
    }
    throw new CaptureFormatException("clause " + clause + " is no interface");
  }

  private static CaptureRecord record(DataInputStream in, int code, int number) throws IOException {
    if (code < 1 || code > CaptureRecord.Kind.values().length) {
      throw new CaptureFormatException("record " + number + " is of kind " + code);
    }
    CaptureRecord.Kind kind = CaptureRecord.Kind.values()[code - 1];
    boolean whole = (in.readUnsignedByte() & DAMAGED) == 0;
    int connection = in.readInt();
    long nanos = in.readLong();
    int length = in.readInt();
    boolean message = kind == CaptureRecord.Kind.RECEIVED || kind == CaptureRecord.Kind.SENT;
    if (length < 0 || length > (message ? Pdu.MAX_LENGTH : LONGEST_TEXT) || nanos < 0) {
      throw new CaptureFormatException("record " + number + " is damaged");
    }
    return message
        ? new CaptureRecord(kind, connection, nanos, whole, Pdu.wrap(bytes(in, length)), "")
        : CaptureRecord.note(kind, connection, nanos, text(in, length));
  }

  private static String text(DataInputStream in, int length) throws IOException {
    if (length > LONGEST_TEXT) {
      throw new CaptureFormatException("a name of " + length + " bytes");
    }
    return new String(bytes(in, length), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
