package io.caskade.cards.readerpcsc;

import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import jnasmartcardio.Smartcardio.JnaTerminalFactorySpi;

/**
 * The service of this machine. Not through the Java runtime's own provider: that has one session for
 * the whole process, which a card that stalls blocks for every reader, and which is of no more use
 * when the service was restarted (docs/decisions/pcsc-sessions.md).
 */
final class SystemPcsc implements PcscStack {
  @Override
  public Session open() throws CardException {
    try {
      return new JnaSession(new JnaTerminalFactorySpi(null));
    } catch (IllegalStateException e) {
      // How it tells that the service does not run.
      throw e.getCause() instanceof CardException cause ? cause : new CardException(e);
    }
  }

  /** Keeps the factory, whose finaliser would end the session under its terminals. */
  private static final class JnaSession implements Session {
    private final JnaTerminalFactorySpi factory;
    private final CardTerminals terminals;

    JnaSession(JnaTerminalFactorySpi factory) {
      this.factory = factory;
      this.terminals = factory.engineTerminals();
    }

    @Override
    public List<CardTerminal> terminals(CardTerminals.State state) throws CardException {
      return terminals.list(state);
    }

    @Override
    public void close() throws CardException {
      factory.close();
    }
  }
}
