package io.caskade.cards.readerpcsc;

import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;

/** The way to the PC/SC service. */
@FunctionalInterface
interface PcscStack {
  /**
   * A session of one's own: calls of one session wait for each other, those of several do not.
   *
   * @throws CardException when the service does not run
   */
  Session open() throws CardException;

  /** One client of the service. Confined to a thread. */
  interface Session {
    /** Readers in the service's order; none when it has none. */
    List<CardTerminal> terminals(CardTerminals.State state) throws CardException;

    void close() throws CardException;
  }
}
