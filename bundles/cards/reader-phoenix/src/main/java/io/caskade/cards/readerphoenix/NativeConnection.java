package io.caskade.cards.readerphoenix;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.util.Locale;

/** A port that jSerialComm has opened. */
final class NativeConnection implements SerialConnection {
  /** The least that jSerialComm waits for is a tenth of a second. */
  static final int READ_MILLIS = 100;

  private final SerialPort port;

  NativeConnection(SerialPort port) {
    this.port = port;
  }

  /** jSerialComm's number of a parity. */
  static int code(Parity parity) {
    return switch (parity) {
      case EVEN -> SerialPort.EVEN_PARITY;
      case ODD -> SerialPort.ODD_PARITY;
      case NONE -> SerialPort.NO_PARITY;
      case AUTO -> throw new IllegalArgumentException("auto is no parity of a port");
    };
  }

  @Override
  public void write(byte[] characters, int offset, int length) throws IOException {
    int sent = 0;
    while (sent < length) {
      int more = port.writeBytes(characters, length - sent, offset + sent);
      if (more <= 0) {
        throw gone("writing");
      }
      sent += more;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = port.readBytes(target, length, offset);
    if (count < 0) {
      throw gone("reading");
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    int count = port.bytesAvailable();
    if (count < 0) {
      throw gone("reading");
    }
    return count;
  }

  @Override
  public void flush() throws IOException {
    if (!port.flushIOBuffers()) {
      throw gone("flushing");
    }
  }

  @Override
  public void setLine(ResetBy line, boolean up) throws IOException {
    boolean done =
        switch (line) {
          case RTS -> up ? port.setRTS() : port.clearRTS();
          case DTR -> up ? port.setDTR() : port.clearDTR();
          case FLUSH -> throw new IllegalArgumentException("flush is no line");
        };
    if (!done) {
      if (port.bytesAvailable() < 0) {
        throw gone("resetting");
      }
      throw new PortException(line.name().toLowerCase(Locale.ROOT), "resetLine");
    }
  }

  @Override
  public boolean isUp(DetectBy line) {
    return switch (line) {
      case CTS -> port.getCTS();
      case DSR -> port.getDSR();
      case CD -> port.getDCD();
      case NONE -> true;
    };
  }

  @Override
  public void setParity(Parity parity) throws IOException {
    if (!port.setParity(code(parity))) {
      throw new PortException(parity.name().toLowerCase(Locale.ROOT), "parity");
    }
  }

  private IOException gone(String doing) {
    return new IOException(
        "%s failed with error %d of the system".formatted(doing, port.getLastErrorCode()));
  }

  @Override
  public void close() {
    port.closePort();
  }
}
