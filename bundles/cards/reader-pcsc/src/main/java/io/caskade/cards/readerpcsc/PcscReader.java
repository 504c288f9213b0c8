package io.caskade.cards.readerpcsc;

import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import java.util.concurrent.ExecutionException;

/** The driver without OSGi. Each connection has a session and a thread of its own. */
final class PcscReader implements CardReaderDriver {
  private final String name;
  private final PcscStack stack;
  private final String terminal;
  private final String protocol;
  private final Limits limits;

  /**
   * @param terminal name of the PC/SC reader, with * for any characters
   * @param protocol {@code T=0} or {@code *}
   */
  PcscReader(String name, PcscStack stack, String terminal, String protocol, Limits limits) {
    this.name = name;
    this.stack = stack;
    this.terminal = terminal;
    this.protocol = protocol;
    this.limits = limits;
  }

  @Override
  public CardConnection connect() {
    PcscFault faults = new PcscFault(name, terminal);
    var calls = new NativeCalls(name);
    var contact = new Contact(name, stack, terminal, protocol);
    boolean connected = false;
    try {
      Octets answer = calls.call(contact::open, limits.connect());
      connected = true;
      return new PcscCard(calls, contact, faults, limits, answer);
    } catch (ExecutionException e) {
      throw faults.of(causeOf(e), false);
    } finally {
      if (!connected) {
        calls.close(contact::release, limits.farewell());
      }
    }
  }

  static Throwable causeOf(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }
}
