package io.caskade.lib.ts;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A view of one transport packet of 188 bytes inside a buffer; writing goes through to the buffer
 * (ISO/IEC 13818-1, clause 2.4.3.2).
 *
 * <pre>
 * byte 0    0x47
 * byte 1-2  transport_error(1) payload_unit_start(1) priority(1) PID(13)
 * byte 3    transport_scrambling_control(2) adaptation_field(1) payload(1) continuity_counter(4)
 * </pre>
 *
 * <p>Reading never fails: an adaptation field that claims more than the packet holds leaves a
 * payload of no bytes, see {@link #isWellFormed()}.
 */
public final class TsPacket {
  /** Length of a packet in bytes. */
  public static final int SIZE = 188;

  /** Length of the fixed header in bytes. */
  public static final int HEADER_SIZE = 4;

  /** Largest payload in bytes. */
  public static final int MAX_PAYLOAD = SIZE - HEADER_SIZE;

  public static final int SYNC_BYTE = 0x47;
  public static final int MAX_PID = 0x1FFF;
  public static final int NULL_PID = 0x1FFF;

  /** PCR values count 27 MHz ticks and wrap here: 2^33 ticks of 90 kHz, 300 to each. */
  public static final long PCR_MODULUS = (1L << 33) * 300;

  private static final int PCR_FLAG = 0x10;
  private static final int FLAGS_AND_PCR = 7;

  private final byte[] buffer;
  private final int offset;

  /**
   * @throws IndexOutOfBoundsException when fewer than 188 bytes follow {@code offset}
   */
  public TsPacket(byte[] buffer, int offset) {
    Objects.checkFromIndexSize(offset, SIZE, buffer.length);
    this.buffer = buffer;
    this.offset = offset;
  }

  /** A packet of its own with no adaptation field and a payload of 0xFF. */
  public static TsPacket stuffed(int pid, boolean unitStart, int continuityCounter) {
    TsPacket packet = new TsPacket(new byte[SIZE], 0);
    packet.stuff(pid, unitStart, continuityCounter);
    return packet;
  }

  /** A null packet: PID 0x1FFF, ignored by every receiver. */
  public static TsPacket nullPacket() {
    return stuffed(NULL_PID, false, 0);
  }

  /** Overwrites the whole packet with a header without adaptation field and a payload of 0xFF. */
  public void stuff(int pid, boolean unitStart, int continuityCounter) {
    Arrays.fill(buffer, offset, offset + SIZE, (byte) 0xFF);
    buffer[offset] = SYNC_BYTE;
    buffer[offset + 1] = (byte) (unitStart ? 0x40 : 0);
    buffer[offset + 3] = 0x10;
    setPid(pid);
    setContinuityCounter(continuityCounter);
  }

  public byte[] buffer() {
    return buffer;
  }

  /** Index of the sync byte in the buffer. */
  public int offset() {
    return offset;
  }

  public boolean hasSync() {
    return buffer[offset] == SYNC_BYTE;
  }

  public boolean transportError() {
    return (buffer[offset + 1] & 0x80) != 0;
  }

  /** Payload unit start: a PES packet begins here, or a section after the pointer_field. */
  public boolean unitStart() {
    return (buffer[offset + 1] & 0x40) != 0;
  }

  public int pid() {
    return (buffer[offset + 1] & 0x1F) << 8 | (buffer[offset + 2] & 0xFF);
  }

  /**
   * Writes the PID.
   *
   * @param pid 0..0x1FFF
   */
  public void setPid(int pid) {
    requireRange("PID", pid, MAX_PID);
    buffer[offset + 1] = (byte) ((buffer[offset + 1] & 0xE0) | pid >> 8);
    buffer[offset + 2] = (byte) pid;
  }

  /** 0 clear, 1 reserved, 2 even control word, 3 odd control word (ETSI TS 100 289, clause 5.1). */
  public int scramblingControl() {
    return (buffer[offset + 3] & 0xC0) >> 6;
  }

  /**
   * Writes transport_scrambling_control.
   *
   * @param control 0..3
   */
  public void setScramblingControl(int control) {
    requireRange("transport_scrambling_control", control, 3);
    buffer[offset + 3] = (byte) ((buffer[offset + 3] & 0x3F) | control << 6);
  }

  public boolean hasAdaptationField() {
    return (buffer[offset + 3] & 0x20) != 0;
  }

  public boolean hasPayload() {
    return (buffer[offset + 3] & 0x10) != 0;
  }

  public int continuityCounter() {
    return buffer[offset + 3] & 0x0F;
  }

  /** Writes the lowest four bits. */
  public void setContinuityCounter(int counter) {
    buffer[offset + 3] = (byte) ((buffer[offset + 3] & 0xF0) | (counter & 0x0F));
  }

  /** Sync byte, a legal adaptation_field_control and an adaptation field that fits. */
  public boolean isWellFormed() {
    int room = hasPayload() ? MAX_PAYLOAD - 2 : MAX_PAYLOAD - 1;
    return hasSync()
        && (hasAdaptationField() || hasPayload())
        && (!hasAdaptationField() || adaptationLength() <= room);
  }

  /** Bytes of the adaptation field after its length byte as claimed; 0 when there is none. */
  public int adaptationLength() {
    return hasAdaptationField() ? buffer[offset + HEADER_SIZE] & 0xFF : 0;
  }

  /** Index of the first payload byte in the buffer, or of the packet's end when there is none. */
  public int payloadOffset() {
    return offset + SIZE - payloadLength();
  }

  /** 0..184 bytes. */
  public int payloadLength() {
    if (!hasPayload()) {
      return 0;
    }
    return hasAdaptationField() ? Math.max(0, MAX_PAYLOAD - 1 - adaptationLength()) : MAX_PAYLOAD;
  }

  /** A copy of the payload. */
  public byte[] payload() {
    return Arrays.copyOfRange(buffer, payloadOffset(), offset + SIZE);
  }

  /** The sender announces that continuity counter or clock jump here. */
  public boolean discontinuity() {
    return adaptationFlag(0x80);
  }

  public boolean randomAccess() {
    return adaptationFlag(0x40);
  }

  private boolean adaptationFlag(int mask) {
    return adaptationLength() > 0 && (buffer[offset + HEADER_SIZE + 1] & mask) != 0;
  }

  /** The program clock reference in ticks of 27 MHz, 0..{@link #PCR_MODULUS}-1. */
  public OptionalLong pcr() {
    if (!carriesPcr()) {
      return OptionalLong.empty();
    }
    int at = offset + HEADER_SIZE + 2;
    long base = 0;
    for (int i = 0; i < 4; i++) {
      base = base << 8 | (buffer[at + i] & 0xFF);
    }
    base = base << 1 | (buffer[at + 4] & 0x80) >> 7;
    int extension = (buffer[at + 4] & 1) << 8 | (buffer[at + 5] & 0xFF);
    return OptionalLong.of((base * 300 + extension) % PCR_MODULUS);
  }

  /**
   * Overwrites the clock reference of a packet that carries one.
   *
   * @param ticks of 27 MHz; taken modulo {@link #PCR_MODULUS}
   * @throws IllegalStateException when the packet has no PCR field
   */
  public void setPcr(long ticks) {
    if (!carriesPcr()) {
      throw new IllegalStateException("The packet of PID " + pid() + " has no PCR field to write");
    }
    long wrapped = Math.floorMod(ticks, PCR_MODULUS);
    long base = wrapped / 300;
    int extension = (int) (wrapped % 300);
    int at = offset + HEADER_SIZE + 2;
    for (int i = 0; i < 4; i++) {
      buffer[at + i] = (byte) (base >> (25 - 8 * i));
    }
    buffer[at + 4] = (byte) ((base & 1) << 7 | 0x7E | extension >> 8);
    buffer[at + 5] = (byte) extension;
  }

  private boolean carriesPcr() {
    return adaptationFlag(PCR_FLAG)
        && adaptationLength() >= FLAGS_AND_PCR
        && adaptationLength() < MAX_PAYLOAD;
  }

  private static void requireRange(String field, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(field + " " + value + " is not within 0.." + max);
    }
  }

  @Override
  public String toString() {
    return String.format(
        "TsPacket[pid=0x%04X, start=%b, scrambling=%d, cc=%d, payload=%d]",
        pid(), unitStart(), scramblingControl(), continuityCounter(), payloadLength());
  }
}
