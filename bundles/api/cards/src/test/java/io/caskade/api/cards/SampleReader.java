package io.caskade.api.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A reader in memory with a slot for a played card: sample of a driver, and what tests of its users
 * play with. Safe for any thread.
 */
public final class SampleReader implements CardReaderDriver {
  /** Answer to reset of the operator's own cards (tvcas3, chapter 6). */
  public static final Octets OWN = Octets.parseHex("3B240030423030");

  private final String name;
  private @Nullable Played card;
  private @Nullable Contact contact;
  private Optional<ErrorCode> fault = Optional.empty();
  private boolean stalling;
  private boolean stalled;
  private int connects;
  private int exchanges;

  /**
   * @param program from a command to data and status
   */
  private record Played(Octets answerToReset, UnaryOperator<byte[]> program) {}

  public SampleReader(String name) {
    this.name = name;
  }

  /**
   * Puts a card in.
   *
   * @param program what it does: from CLA INS P1 P2 P3 and data to data and status
   */
  public synchronized void insert(Octets answerToReset, UnaryOperator<byte[]> program) {
    card = new Played(answerToReset, program);
    stalling = false;
    stalled = false;
  }

  /** Whether a card is in it. */
  public synchronized boolean hasCard() {
    return card != null;
  }

  /** Takes the card out, which ends a call in progress. */
  public synchronized void pull() {
    card = null;
    notifyAll();
  }

  /** Lets the card take the next command and not answer it before {@link #answerAgain}. */
  public synchronized void stall() {
    stalling = true;
    stalled = false;
  }

  /** Waits until a command is not being answered. */
  public synchronized void awaitStalled() throws InterruptedException {
    while (!stalled) {
      wait();
    }
  }

  /** Lets the card answer, also what it has kept waiting. */
  public synchronized void answerAgain() {
    stalling = false;
    stalled = false;
    notifyAll();
  }

  /** Lets every connect, reset and exchange fail with this code; empty: none. */
  public synchronized void fail(Optional<ErrorCode> with) {
    fault = with;
  }

  /** How often it was asked for a connection. */
  public synchronized int connects() {
    return connects;
  }

  /** How many commands reached the card. */
  public synchronized int exchanges() {
    return exchanges;
  }

  /** Whether somebody holds a connection that was not closed. */
  public synchronized boolean connected() {
    return contact != null;
  }

  @Override
  public synchronized CardConnection connect() {
    connects++;
    notifyAll();
    requireFaultless();
    if (card == null) {
      throw refusal(ErrorCode.CARD_ABSENT);
    }
    Contact fresh = new Contact(card);
    contact = fresh;
    return fresh;
  }

  private void requireFaultless() {
    if (fault.isPresent()) {
      throw refusal(fault.get());
    }
  }

  private CaskadeException refusal(ErrorCode code) {
    return new CaskadeException(code, name, "a fault that is played");
  }

  /** The card while it is in and the connection open. */
  private final class Contact implements CardConnection {
    private final Played held;

    Contact(Played held) {
      this.held = held;
    }

    @Override
    public Octets answerToReset() {
      return held.answerToReset();
    }

    @Override
    public Octets reset() {
      synchronized (SampleReader.this) {
        requireUsable();
        return held.answerToReset();
      }
    }

    @Override
    public CardAnswer exchange(CardCommand command) {
      synchronized (SampleReader.this) {
        requireUsable();
        exchanges++;
        while (stalling) {
          stalled = true;
          SampleReader.this.notifyAll();
          await();
          requireUsable();
        }
        return new CardAnswer(held.program().apply(command.toByteArray()));
      }
    }

    private void await() {
      try {
        SampleReader.this.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw refusal(ErrorCode.CARD_PULLED);
      }
    }

    private void requireUsable() {
      if (!present()) {
        throw refusal(ErrorCode.CARD_PULLED);
      }
      requireFaultless();
    }

    @Override
    public boolean present() {
      synchronized (SampleReader.this) {
        return contact == this && card == held;
      }
    }

    @Override
    public void close() {
      synchronized (SampleReader.this) {
        if (contact == this) {
          contact = null;
        }
        SampleReader.this.notifyAll();
      }
    }
  }
}
