package io.caskade.cards.readerphoenix;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Path;
import java.util.Locale;

/** The machine's serial ports through jSerialComm, which unpacks its native library first. */
final class NativePorts implements SerialPorts {
  /** Numbers of the operating system: EAGAIN of the lock on the port, EBUSY of the port. */
  private static final int AGAIN = 11;

  private static final int BUSY = 16;

  /** EINVAL: the port does not do the speed or the parity. */
  private static final int INVALID = 22;


  private static final int DATA_BITS = 8;

  private final LibraryFolder folder;

  /**
   * @param temporary where jSerialComm unpacks: the folder that java.io.tmpdir names
   */
  NativePorts(Path temporary) {
    folder = new LibraryFolder(temporary);
  }

  @Override
  public SerialConnection open(PhoenixSettings settings) throws PortException {
    folder.requirePrivate();
    SerialPort port = port(settings.port());
    folder.close();
    port.setComPortParameters(
        settings.baud(),
        DATA_BITS,
        settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
        NativeConnection.code(settings.parity().first()));
    port.setComPortTimeouts(
        SerialPort.TIMEOUT_READ_SEMI_BLOCKING, NativeConnection.READ_MILLIS, 0);
    if (!port.openPort()) {
      throw refusal(port.getLastErrorCode(), settings);
    }
    return new NativeConnection(port);
  }

  private static SerialPort port(String name) throws PortException {
    try {
      return SerialPort.getCommPort(name);
    } catch (SerialPortInvalidPortException e) {
      throw new PortException(PortException.Reason.GONE, "there is no port " + name);
    } catch (LinkageError e) {
      PortException failed =
          new PortException(
              PortException.Reason.GONE, "the library of serial ports does not load: " + e);
      failed.initCause(e);
      throw failed;
    }
  }

  private static PortException refusal(int error, PhoenixSettings settings) {
    return switch (error) {
      case AGAIN, BUSY -> new PortException(PortException.Reason.TAKEN, settings.port());
      case INVALID -> new PortException(
          settings.parity() == Parity.NONE
              ? Integer.toString(settings.baud())
              : settings.parity().first().name().toLowerCase(Locale.ROOT),
          settings.parity() == Parity.NONE ? "baud" : "parity");
      default -> new PortException(
          PortException.Reason.GONE, settings.port() + ", error " + error + " of the system");
    };
  }
}
