package io.caskade.cards.readerpcsc;

import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaCardTerminals;
import jnasmartcardio.Smartcardio.JnaTerminalFactorySpi;

/**
 * The service of this machine. Not through the Java runtime's own provider: that has one session
 * for the whole process, which a card that stalls blocks for every reader, and which is of no more
 * use when the service was restarted (docs/decisions/pcsc-sessions.md).
 */
final class SystemPcsc implements PcscStack {
  /** Providers get one; this one looks at none. */
  private static final Object NO_PARAMETER = "";

  @Override
  public Session open() throws CardException {
    try {
      return new JnaSession(
          (JnaCardTerminals) new JnaTerminalFactorySpi(NO_PARAMETER).engineTerminals());
    } catch (EstablishContextException e) {
      // How it tells that the service does not run.
      throw new CardException(e);
    }
  }

  /** Keeps the terminals, whose finaliser would end the session under their cards. */
  private record JnaSession(JnaCardTerminals terminals) implements Session {
    @Override
    public List<CardTerminal> terminals(CardTerminals.State state) throws CardException {
      return terminals.list(state);
    }

    @Override
    public void close() throws CardException {
      terminals.close();
    }
  }
}
