package io.caskade.cards.readerphoenix;

import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import java.util.Optional;
import java.util.function.Supplier;

/** One configured reader. Any thread. */
final class PhoenixReader implements CardReaderDriver {
  private final Refusals refusals;
  private final SerialPorts ports;
  private final Pause pause;
  private Supplier<PhoenixSettings> settings;
  private Optional<PhoenixConnection> open = Optional.empty();

  /**
   * @param name of the reader
   * @param settings as {@link #apply} takes them
   */
  PhoenixReader(
      String name, Supplier<PhoenixSettings> settings, SerialPorts ports, Pause pause) {
    this.refusals = new Refusals(name);
    this.settings = settings;
    this.ports = ports;
    this.pause = pause;
  }

  /**
   * New settings; they end the connection that was made with the old ones.
   *
   * @param fresh the settings, or the refusal that each {@link #connect} is to make
   */
  synchronized void apply(Supplier<PhoenixSettings> fresh) {
    settings = fresh;
    release();
  }

  /** Ends the connection, if there is one. */
  synchronized void release() {
    open.ifPresent(PhoenixConnection::close);
    open = Optional.empty();
  }

  @Override
  public synchronized CardConnection connect() {
    PhoenixSettings current = settings.get();
    PhoenixConnection connection =
        PhoenixConnection.at(openPort(current), refusals, current, pause);
    open = Optional.of(connection);
    return connection;
  }

  private SerialConnection openPort(PhoenixSettings current) {
    try {
      return ports.open(current);
    } catch (PortException e) {
      throw refusals.of(e, current.port());
    }
  }
}
