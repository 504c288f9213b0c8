package io.caskade.lib.cardprotocol;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** A card's line to a reader that follows a script, in one thread; it ends with the script. */
final class ScriptedReader implements CardLine {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Deque<Event> events = new ArrayDeque<>();
  private final StringBuilder sent = new StringBuilder();

  private enum Kind {
    CHARACTER,
    SILENCE,
    RESET
  }

  private record Event(Kind kind, byte character) {}

  ScriptedReader send(String hex) {
    for (byte character : HEX.parseHex(hex)) {
      events.add(new Event(Kind.CHARACTER, character));
    }
    return this;
  }

  /** The reader says nothing for longer than any card waits. */
  ScriptedReader silence() {
    events.add(new Event(Kind.SILENCE, (byte) 0));
    return this;
  }

  ScriptedReader reset() {
    events.add(new Event(Kind.RESET, (byte) 0));
    return this;
  }

  /** All that the card sent, in hexadecimal. */
  String answered() {
    return sent.toString();
  }

  @Override
  public void send(byte[] characters, int offset, int length) throws IOException {
    sent.append(HEX.formatHex(characters, offset, offset + length));
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    int count = 0;
    while (count < length && !events.isEmpty() && events.peek().kind() == Kind.CHARACTER) {
      target[offset + count++] = events.remove().character();
    }
    if (count > 0) {
      return count;
    }
    if (events.isEmpty()) {
      throw new EOFException("end of the script");
    }
    if (events.remove().kind() == Kind.RESET) {
      throw new LineResetException();
    }
    return 0;
  }

  @Override
  public void close() {
    events.clear();
  }
}
