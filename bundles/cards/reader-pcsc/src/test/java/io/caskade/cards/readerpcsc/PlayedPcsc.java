package io.caskade.cards.readerpcsc;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.SampleReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals.State;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A PC/SC service in memory, with one reader whose slot is a {@link SampleReader}. */
final class PlayedPcsc implements PcscStack, AutoCloseable {
  static final String TERMINAL = "Played Reader [CCID] 00 00";

  private final SampleReader slot;
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile Optional<String> down = Optional.empty();

  PlayedPcsc(SampleReader slot) {
    this.slot = slot;
  }

  /** The service answers everything with this name of an error; empty: it works. */
  void fail(Optional<String> with) {
    down = with;
  }

  /** Sessions that were not closed. */
  int sessions() {
    return sessions.get();
  }

  private void requireUp() throws CardException {
    if (down.isPresent()) {
      throw new CardException("SCardX got response 0x80100000 (" + down.get() + ": played)");
    }
  }

  @Override
  public Session open() throws CardException {
    requireUp();
    sessions.incrementAndGet();
    return new Session() {
      @Override
      public List<CardTerminal> terminals(State state) throws CardException {
        requireUp();
        return state == State.ALL || slot.hasCard() ? List.of(new Terminal()) : List.of();
      }

      @Override
      public void close() {
        sessions.decrementAndGet();
      }
    };
  }

  @Override
  public void close() {}

  private final class Terminal extends CardTerminal {
    @Override
    public String getName() {
      return TERMINAL;
    }

    @Override
    public Card connect(String protocol) throws CardException {
      requireUp();
      try {
        return new PlayedCard(slot.connect());
      } catch (CaskadeException e) {
        throw new CardNotPresentException("Card not present.", e);
      }
    }

    @Override
    public boolean isCardPresent() {
      return slot.hasCard();
    }

    @Override
    public boolean waitForCardPresent(long timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean waitForCardAbsent(long timeout) {
      throw new UnsupportedOperationException();
    }
  }

  private final class PlayedCard extends Card {
    private final CardConnection card;

    PlayedCard(CardConnection card) {
      this.card = card;
    }

    @Override
    public ATR getATR() {
      return new ATR(card.answerToReset().toByteArray());
    }

    @Override
    public String getProtocol() {
      return "T=0";
    }

    @Override
    public CardChannel getBasicChannel() {
      return new Channel(this);
    }

    @Override
    public CardChannel openLogicalChannel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void beginExclusive() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void endExclusive() {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] transmitControlCommand(int controlCode, byte[] command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void disconnect(boolean reset) {
      card.close();
    }
  }

  private final class Channel extends CardChannel {
    private final PlayedCard card;

    Channel(PlayedCard card) {
      this.card = card;
    }

    @Override
    public Card getCard() {
      return card;
    }

    @Override
    public int getChannelNumber() {
      return 0;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardException {
      requireUp();
      try {
        var answer = card.card.exchange(new CardCommand(command.getBytes()));
        byte[] bytes = new byte[answer.length()];
        answer.copyTo(bytes, 0);
        return new ResponseAPDU(bytes);
      } catch (CaskadeException e) {
        throw new CardException("SCardTransmit got response 0x80100069 (SCARD_W_REMOVED_CARD: x)");
      }
    }

    @Override
    public int transmit(ByteBuffer command, ByteBuffer response) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }
  }
}
