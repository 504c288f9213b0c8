package io.caskade.cards.readerpcsc;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** A card in a PC/SC reader. */
final class PcscCard implements CardConnection {
  private final NativeCalls calls;
  private final Contact contact;
  private final PcscFault faults;
  private final Limits limits;
  private volatile Octets answerToReset;

  PcscCard(
      NativeCalls calls, Contact contact, PcscFault faults, Limits limits, Octets answerToReset) {
    this.calls = calls;
    this.contact = contact;
    this.faults = faults;
    this.limits = limits;
    this.answerToReset = answerToReset;
  }

  @Override
  public Octets answerToReset() {
    return answerToReset;
  }

  @Override
  public Octets reset() {
    Octets answer = call(contact::reset, limits.connect());
    answerToReset = answer;
    return answer;
  }

  @Override
  public CardAnswer exchange(CardCommand command) {
    byte[] sent = command.toByteArray();
    byte[] answer = call(() -> contact.transmit(sent), limits.exchange());
    Arrays.fill(sent, (byte) 0);
    try {
      return new CardAnswer(answer);
    } finally {
      Arrays.fill(answer, (byte) 0);
    }
  }

  @Override
  public boolean present() {
    try {
      return calls.call(contact::present, limits.look());
    } catch (ExecutionException | CaskadeException e) {
      // Whatever the reason, the connection is of no more use.
      return false;
    }
  }

  private <T> T call(Callable<T> call, Duration limit) {
    try {
      return calls.call(call, limit);
    } catch (ExecutionException e) {
      throw faults.of(PcscReader.causeOf(e), true);
    }
  }

  @Override
  public void close() {
    calls.close(contact::release, limits.farewell());
  }
}
