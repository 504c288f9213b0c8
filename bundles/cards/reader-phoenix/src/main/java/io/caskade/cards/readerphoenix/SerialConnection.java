package io.caskade.cards.readerphoenix;

import java.io.IOException;

/** An open serial port. Used by one thread; every failure means that it is gone. */
interface SerialConnection extends AutoCloseable {
  /** Sends all of it. */
  void write(byte[] characters, int offset, int length) throws IOException;

  /**
   * Waits some 100 ms for characters.
   *
   * @return how many came, 0 when none did
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /** How many characters can be read at once. */
  int available() throws IOException;

  /** Forgets what came and what has not gone yet. */
  void flush() throws IOException;

  /**
   * Puts a line up or down.
   *
   * @throws PortException SETTING when the port has no such line
   */
  void setLine(ResetBy line, boolean up) throws IOException;

  /** Whether a line is up; down on a port that has no lines. */
  boolean isUp(DetectBy line) throws IOException;

  /**
   * @throws PortException SETTING when the port cannot
   */
  void setParity(Parity parity) throws IOException;

  @Override
  void close();
}
