package io.caskade.cards.readerphoenix;

/** The machine's serial ports. */
@FunctionalInterface
interface SerialPorts {
  /**
   * Opens a port with the settings' speed, parity and stop bits, for this program alone.
   *
   * @throws PortException when that cannot be
   */
  SerialConnection open(PhoenixSettings settings) throws PortException;
}
