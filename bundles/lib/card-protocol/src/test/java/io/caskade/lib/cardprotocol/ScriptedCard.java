package io.caskade.lib.cardprotocol;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** A line to a card that follows a script, in virtual time and one thread. */
final class ScriptedCard implements CardLine {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Deque<Event> coming = new ArrayDeque<>();
  private UnaryOperator<String> echo = sent -> "";
  private String sent = "";
  private long now;

  /** What the host is to send, and what comes then. */
  private record Step(String expected, Deque<Event> events) {}

  /** One character, or a fault, after a silence; endless ones come again and again. */
  private record Event(long after, byte character, IOException fault, boolean endless) {}

  /** From now on the reader returns this for what it is sent, in hexadecimal. */
  ScriptedCard echoing(UnaryOperator<String> echo) {
    this.echo = echo;
    return this;
  }

  /** A reader that returns what it is sent. */
  ScriptedCard echoing() {
    return echoing(UnaryOperator.identity());
  }

  /** The host sends this; empty is the time before it sends anything. */
  ScriptedCard expect(String hex) {
    steps.add(new Step(hex, new ArrayDeque<>()));
    return this;
  }

  ScriptedCard reply(String hex) {
    return replyAfter(Duration.ZERO, hex);
  }

  ScriptedCard replyAfter(Duration silence, String hex) {
    long after = silence.toNanos();
    for (byte character : HEX.parseHex(hex)) {
      steps.getLast().events().add(new Event(after, character, null, false));
      after = 0;
    }
    return this;
  }

  ScriptedCard endlessly(Duration silence, String hex) {
    byte character = HEX.parseHex(hex)[0];
    steps.getLast().events().add(new Event(silence.toNanos(), character, null, true));
    return this;
  }

  ScriptedCard fault(IOException fault) {
    steps.getLast().events().add(new Event(0, (byte) 0, fault, false));
    return this;
  }

  /** The events of the first step come now. */
  T0Host.ResetLine resetLine() {
    return () -> {
      coming.clear();
      coming.addAll(steps.remove().events());
    };
  }

  long nanos() {
    return now;
  }

  /** What the script still waits for. */
  int open() {
    return steps.size();
  }

  @Override
  public void send(byte[] characters, int offset, int length) {
    String hex = HEX.formatHex(characters, offset, offset + length);
    sent += hex;
    Deque<Event> echoed = new ArrayDeque<>();
    for (byte character : HEX.parseHex(echo.apply(hex))) {
      echoed.add(new Event(0, character, null, false));
    }
    if (!steps.isEmpty() && sent.equals(steps.peek().expected())) {
      sent = "";
      coming.addAll(steps.remove().events());
    }
    while (!echoed.isEmpty()) {
      coming.addFirst(echoed.removeLast());
    }
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    long left = wait.toNanos();
    int count = 0;
    while (count < length && !coming.isEmpty()) {
      Event next = coming.peek();
      if (count > 0 && (next.after() > 0 || next.fault() != null)) {
        return count;
      }
      if (next.after() > left) {
        coming.remove();
        coming.addFirst(
            new Event(next.after() - left, next.character(), next.fault(), next.endless()));
        now += left;
        return 0;
      }
      now += next.after();
      left -= next.after();
      if (!next.endless()) {
        coming.remove();
      }
      if (next.fault() != null) {
        throw next.fault();
      }
      target[offset + count++] = next.character();
      if (next.endless()) {
        return count;
      }
    }
    if (count == 0) {
      now += left;
    }
    return count;
  }

  @Override
  public void close() {
    coming.clear();
  }
}
