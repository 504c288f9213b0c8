package io.caskade.lib.cardprotocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A card's side of T=0: answers resets and does commands with a {@link CardProgram}. Whatever a
 * host sends, it goes on: a header or data that stop in the middle are forgotten after a second, a
 * reset ends the command in progress. Only a line that is gone ends it.
 */
public final class T0Card {
  private static final int HEADER = 5;

  /** A host that stops for so long in a command has given it up. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Nothing depends on it: an idle card waits again. */
  private static final Duration IDLE = Duration.ofHours(1);

  private final CardLine line;
  private final CardProgram program;

  /**
   * @param line whose calls throw {@link LineResetException} when the reader pulls the reset line
   */
  public T0Card(CardLine line, CardProgram program) {
    this.line = line;
    this.program = program;
  }

  /**
   * Serves from a reset that is yet to come, as a card that has just been put in.
   *
   * @throws IOException at its end: the line is closed or gone
   */
  public void serve() throws IOException {
    run(false);
  }

  /**
   * Serves from a reset that has just been: for a line that cannot tell resets.
   *
   * @throws IOException at its end: the line is closed or gone
   */
  public void serveReset() throws IOException {
    run(true);
  }

  private void run(boolean resetAtFirst) throws IOException {
    boolean reset = resetAtFirst;
    boolean powered = false;
    while (true) {
      try {
        if (reset) {
          reset = false;
          powered = true;
          byte[] answer = program.reset();
          line.send(answer, 0, answer.length);
        }
        serveOne(powered);
      } catch (LineResetException e) {
        reset = true;
      }
    }
  }

  /** A card without its first reset hears nothing. */
  private void serveOne(boolean powered) throws IOException {
    byte[] header = new byte[HEADER];
    if (line.receive(header, 0, 1, IDLE) == 0 || !powered) {
      return;
    }
    if (!fill(header, 1)) {
      return;
    }
    int p3 = header[4] & 0xFF;
    if (program.sends(header[0] & 0xFF, header[1] & 0xFF)) {
      answer(header[1], p3, program.command(header));
    } else {
      take(header, p3);
    }
  }

  private void take(byte[] header, int p3) throws IOException {
    byte[] command = Arrays.copyOf(header, HEADER + p3);
    try {
      if (p3 > 0) {
        line.send(header, 1, 1);
        if (!fill(command, HEADER)) {
          return;
        }
      }
      byte[] answer = program.command(command);
      line.send(answer, answer.length - 2, 2);
      Arrays.fill(answer, (byte) 0);
    } finally {
      Arrays.fill(command, (byte) 0);
    }
  }

  /**
   * All that was asked for goes behind one acknowledgement; less goes byte by byte, since only then
   * a status may follow before its time; more is cut.
   */
  private void answer(byte instruction, int p3, byte[] answer) throws IOException {
    int data = answer.length - 2;
    int count = Math.min(data, p3);
    byte[] characters;
    if (count == p3 && p3 > 0) {
      characters = new byte[1 + count + 2];
      characters[0] = instruction;
      System.arraycopy(answer, 0, characters, 1, count);
    } else {
      characters = new byte[2 * count + 2];
      for (int i = 0; i < count; i++) {
        characters[2 * i] = (byte) (instruction ^ 0xFF);
        characters[2 * i + 1] = answer[i];
      }
    }
    System.arraycopy(answer, data, characters, characters.length - 2, 2);
    try {
      line.send(characters, 0, characters.length);
    } finally {
      Arrays.fill(characters, (byte) 0);
      Arrays.fill(answer, (byte) 0);
    }
  }

  /** Whether the rest came while the host had patience. */
  private boolean fill(byte[] target, int from) throws IOException {
    int count = from;
    while (count < target.length) {
      int more = line.receive(target, count, target.length - count, PATIENCE);
      if (more == 0) {
        return false;
      }
      count += more;
    }
    return true;
  }
}
