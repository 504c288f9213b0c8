package io.caskade.lib.camd35;

import java.util.Arrays;

/** A message in clear. May hold control words, so it is never printed. */
public final class Camd35Message {
  /** Longest data: what receivers send as one ECM at most. */
  public static final int MOST = 1024;

  private final Command command;
  private final Header header;
  private final byte[] data;

  /**
   * What is copied from a question to its answer.
   *
   * @param serviceId as the client claims
   * @param caSystemId as the client claims
   * @param provider 0 means any
   * @param index chosen by the client
   * @param trailer 0xFFFF, or the PID of the ECM
   */
  public record Header(int serviceId, int caSystemId, int provider, int index, int trailer) {
    /** Of a keepalive. */
    public static final Header NONE = new Header(0, 0, 0, 0, 0);
  }

  /** Takes the array over. */
  Camd35Message(Command command, Header header, byte[] data) {
    this.command = command;
    this.header = header;
    this.data = data;
  }

  /**
   * Any message.
   *
   * @param data 0 to 1024 bytes, copied
   */
  public static Camd35Message of(Command command, Header header, byte... data) {
    if (data.length > MOST) {
      throw new IllegalArgumentException(data.length + " bytes do not fit a message");
    }
    return new Camd35Message(command, header, data.clone());
  }

  /** The answer to this one: the same header. */
  public Camd35Message answer(Command other, byte... answer) {
    return of(other, header, answer);
  }

  public Command command() {
    return command;
  }

  public Header header() {
    return header;
  }

  /** A copy: the section of an ECM or EMM, or both control words. */
  public byte[] data() {
    return data.clone();
  }

  /** Bytes of the data. */
  public int length() {
    return data.length;
  }

  byte[] bytes() {
    return data;
  }

  /** Overwrites the data. */
  public void wipe() {
    Arrays.fill(data, (byte) 0);
  }

  @Override
  public String toString() {
    return "Camd35Message[" + command + ", " + data.length + " bytes]";
  }
}
