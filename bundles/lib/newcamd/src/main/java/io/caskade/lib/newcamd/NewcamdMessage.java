package io.caskade.lib.newcamd;

import java.util.Arrays;
import java.util.Optional;

/**
 * A message in clear: header and payload ({@code command(1) 0|length(12 bits) data}). May hold
 * control words or a proof, so it is never printed; {@link #wipe} overwrites it.
 */
public final class NewcamdMessage {
  /** Command and length. */
  static final int HEAD = 3;

  /** Longest payload: what fits the longest frame that programs read. */
  public static final int MOST = 997;

  private static final int WORDS = 16;
  private static final int ACKNOWLEDGED = 0x10;

  private final Header header;
  private final byte[] payload;

  /** Takes the array over. */
  NewcamdMessage(Header header, byte[] payload) {
    this.header = header;
    this.payload = payload;
  }

  /**
   * Any command with its data.
   *
   * @param data 0 to 994 bytes, copied
   */
  public static NewcamdMessage of(Command command, Header header, byte... data) {
    return of(command.code(), header, data);
  }

  private static NewcamdMessage of(int code, Header header, byte... data) {
    if (data.length > MOST - HEAD) {
      throw new IllegalArgumentException(data.length + " bytes do not fit a message");
    }
    byte[] payload = new byte[HEAD + data.length];
    payload[0] = (byte) code;
    payload[1] = (byte) (data.length >> 8);
    payload[2] = (byte) data.length;
    System.arraycopy(data, 0, payload, HEAD, data.length);
    return new NewcamdMessage(header, payload);
  }

  /**
   * A question or a delivery: the section is the payload.
   *
   * @param section table ids 0x80 to 0x91; copied
   */
  public static NewcamdMessage section(Header header, byte[] section) {
    return new NewcamdMessage(header, section.clone());
  }

  /**
   * The answer to an ECM.
   *
   * @param tableId of the ECM
   * @param words even half, odd half: 16 bytes, copied
   */
  public static NewcamdMessage words(int id, int tableId, byte[] words) {
    byte[] payload = new byte[HEAD + WORDS];
    payload[0] = (byte) tableId;
    payload[1] = ACKNOWLEDGED;
    payload[2] = WORDS;
    System.arraycopy(words, 0, payload, HEAD, WORDS);
    return new NewcamdMessage(Header.answer(id), payload);
  }

  /** There are no words for the ECM with this table id. */
  public static NewcamdMessage notFound(int id, int tableId) {
    return new NewcamdMessage(Header.answer(id), new byte[] {(byte) tableId, 0, 0});
  }

  /** An EMM was taken; clients close a connection that does not say so. */
  public static NewcamdMessage emmTaken(int id, int tableId) {
    return new NewcamdMessage(Header.answer(id), new byte[] {(byte) tableId, ACKNOWLEDGED, 0});
  }

  public Header header() {
    return header;
  }

  /** First byte: command, or table id of a section. */
  public int code() {
    return payload[0] & 0xFF;
  }

  /** Empty for a command that is not spoken here. */
  public Optional<Command> command() {
    return Command.of(code());
  }

  /** Bytes of the payload, 3 to 997. */
  public int length() {
    return payload.length;
  }

  /** A copy of the whole payload: the section of an ECM or EMM. */
  public byte[] payload() {
    return payload.clone();
  }

  /** A copy of what follows command and length. */
  public byte[] data() {
    return Arrays.copyOfRange(payload, HEAD, payload.length);
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(payload, 0, target, offset, payload.length);
  }

  /** Overwrites the payload. */
  public void wipe() {
    Arrays.fill(payload, (byte) 0);
  }

  @Override
  public String toString() {
    return "NewcamdMessage[%02X, %d bytes, id %d]".formatted(code(), payload.length, header.id());
  }
}
