package io.caskade.cards.readerphoenix;

import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.LineResetException;
import io.caskade.lib.cardprotocol.T0Card;
import io.caskade.lib.cardprotocol.line.EchoLine;
import java.io.IOException;
import java.time.Duration;

/** A Phoenix reader on a pseudo-terminal, with or without a card in it. */
final class PlayedTerminal {
  private final PseudoTerminal terminal = new PseudoTerminal();
  private final StallingCard card = new StallingCard();
  private final Thread thread;
  private volatile boolean inserted = true;

  PlayedTerminal() {
    CardLine slot = new Slot(new EchoLine(terminal));
    thread =
        new Thread(
            () -> {
              try {
                new T0Card(slot, card).serve();
              } catch (IOException end) {
                // The terminal is closed.
                return;
              }
            },
            "played-terminal");
    thread.setDaemon(true);
    thread.start();
  }

  String path() {
    return terminal.path();
  }

  StallingCard card() {
    return card;
  }

  void insert() {
    inserted = true;
  }

  /** The reader echoes on; nobody answers. */
  void pull() {
    inserted = false;
    card.goOn();
  }

  /** The port vanishes. */
  void unplug() throws InterruptedException {
    terminal.close();
    card.goOn();
    thread.join();
  }

  /** Keeps a card's answers and a host's questions apart while the card is out. */
  private final class Slot implements CardLine {
    private final CardLine line;

    Slot(CardLine line) {
      this.line = line;
    }

    @Override
    public void send(byte[] characters, int offset, int length) throws IOException {
      if (inserted) {
        line.send(characters, offset, length);
      }
    }

    @Override
    public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
      try {
        int count = line.receive(target, offset, length, wait);
        return inserted ? count : 0;
      } catch (LineResetException e) {
        if (inserted) {
          throw e;
        }
        return 0;
      }
    }

    @Override
    public void close() {
      line.close();
    }
  }
}
