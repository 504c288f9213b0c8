package io.caskade.lib.cardprotocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;

/**
 * Whatever a card sends, an exchange ends within 30 s with an answer or a named fault. The first
 * two bytes choose command and pace, the others are the characters.
 */
class T0HostFuzzTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @FuzzTest
  void anyCharactersOfACardEndTheExchange(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Babbling card = new Babbling(input);
    T0Host host = new T0Host(card, T0Timing.at(9_600), (input[0] & 1) != 0, () -> card.now);
    try {
      Atr atr = host.reset(() -> {});
      require(atr.toByteArray().length >= 2, "too short an answer to reset");
    } catch (LineFaultException e) {
      require(e.fault() != LineFault.TOO_LONG, "a reset has no length");
    }
    require(card.now < BOUND.toNanos(), "the reset takes " + card.now);
    card.now = 0;
    byte[] command = new byte[(input[0] & 2) != 0 ? 5 : 5 + 7];
    command[0] = (byte) 0xDD;
    command[1] = input[1];
    command[4] = 7;
    try {
      byte[] answer = host.exchange(command);
      require(answer.length >= 2 && answer.length <= 9, "an answer of " + answer.length);
    } catch (LineFaultException e) {
      require(e.fault() != LineFault.TOO_LONG, "it does fit");
    }
    require(card.now < BOUND.toNanos(), "the exchange takes " + card.now);
  }

  /** Sends its input again and again, each character after the silence of the second byte. */
  private static final class Babbling implements CardLine {
    private final byte[] input;
    private int at = 2;
    private long now;

    Babbling(byte[] input) {
      this.input = input;
    }

    @Override
    public void send(byte[] characters, int offset, int length) {
      now += length * 1_250_000L;
    }

    @Override
    public int receive(byte[] target, int offset, int length, Duration wait) {
      if (at >= input.length) {
        at = 2;
        now += wait.toNanos();
        return 0;
      }
      long silence = (input[1] & 0xF0) * 5_000_000L;
      if (silence > wait.toNanos()) {
        now += wait.toNanos();
        at++;
        return 0;
      }
      now += silence + 1_250_000L;
      target[offset] = input[at++];
      return 1;
    }

    @Override
    public void close() {}
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
