package io.caskade.lib.cardprotocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * The reader's side of T=0 (ISO 7816-3, 10):
 *
 * <pre>
 *  host  CLA INS P1 P2 P3 |      | data, all or one byte  |
 *  card                   | 60 .. INS or INS^FF (or data) | SW1 SW2
 * </pre>
 *
 * Used by one thread. Waits only in {@link CardLine#receive}; every wait has an end, whatever the
 * card sends. After a fault the card is out of step and wants a reset.
 */
public final class T0Host {
  /** CLA INS P1 P2 P3. */
  public static final int HEADER = 5;

  private static final int MOST_DATA = 255;
  private static final int MOST_READ = 256;
  private static final int MORE_TIME = 0x60;

  /** More than a card can have sent unasked; what goes on after it is noise. */
  private static final int MOST_STALE = 1_024;

  /**
   * The class of the viewing cards. To them P3 = 0 means no byte where the standard says 256, so it
   * is never sent.
   */
  private static final int VIEWING_CARD = 0xDD;

  private final CardLine line;
  private final T0Timing atReset;
  private final boolean echo;
  private final LongSupplier nanoTime;
  private Convention convention = Convention.DIRECT;
  private T0Timing timing;

  /** What pulls the card's reset line, and forgets what came before its release. */
  @FunctionalInterface
  public interface ResetLine {
    void pulse() throws IOException;
  }

  /**
   * @param timing of a card that has just been reset
   * @param echo whether the reader returns each character that is sent, as a Phoenix does
   * @param nanoTime a clock that never goes back, as {@link System#nanoTime}
   */
  public T0Host(CardLine line, T0Timing timing, boolean echo, LongSupplier nanoTime) {
    this.line = line;
    this.atReset = timing;
    this.timing = timing;
    this.echo = echo;
    this.nanoTime = nanoTime;
  }

  /**
   * Resets the card and reads what it answers.
   *
   * @throws LineFaultException MUTE, GARBLED, ATR_INVALID, or a fault of the line
   */
  public Atr reset(ResetLine resetLine) throws LineFaultException {
    convention = Convention.DIRECT;
    timing = atReset;
    try {
      resetLine.pulse();
      Atr atr = answerToReset();
      convention = atr.convention();
      timing = atReset.with(atr);
      return atr;
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private Atr answerToReset() throws IOException {
    byte[] came = new byte[Atr.LONGEST];
    int count = line.receive(came, 0, 1, atReset.firstCharacter());
    if (count == 0) {
      throw new LineFaultException(LineFault.MUTE, "");
    }
    try {
      int announced = Atr.announced(Arrays.copyOf(came, count));
      while (count < announced) {
        int more = line.receive(came, count, announced - count, wait(1));
        if (more == 0) {
          break;
        }
        count += more;
        announced = Atr.announced(Arrays.copyOf(came, count));
      }
      return Atr.parse(Arrays.copyOf(came, count));
    } catch (AtrException e) {
      LineFault fault =
          e.reason() == AtrException.Reason.START ? LineFault.GARBLED : LineFault.ATR_INVALID;
      throw new LineFaultException(fault, hex(came, count), e);
    }
  }

  /**
   * Sends one command and reads the answer. The command is not kept.
   *
   * @param command CLA INS P1 P2 P3 alone, when the card is to send P3 bytes, or with P3 bytes of
   *     data for the card
   * @return what the card sent, 0..256 bytes, and its status; the caller wipes it
   * @throws LineFaultException TOO_LONG when T=0 cannot carry the command: nothing was sent then;
   *     else what went wrong
   */
  public byte[] exchange(byte[] command) throws LineFaultException {
    requireSendable(command);
    try {
      forgetStale();
      return new Exchange(command).run();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private static void requireSendable(byte[] command) throws LineFaultException {
    if (command.length < HEADER) {
      throw new IllegalArgumentException("a command has at least five bytes");
    }
    int p3 = command[4] & 0xFF;
    int data = command.length - HEADER;
    boolean reads = data == 0;
    boolean fits = reads ? p3 > 0 || (command[0] & 0xFF) != VIEWING_CARD : p3 == data;
    if (!fits || data > MOST_DATA) {
      throw new LineFaultException(
          LineFault.TOO_LONG, "P3 is %02X with %d bytes of data".formatted(p3, data));
    }
  }

  /** What came unasked: the end of an exchange that was given up. */
  private void forgetStale() throws IOException {
    byte[] stale = new byte[64];
    int forgotten = 0;
    int count = line.receive(stale, 0, stale.length, Duration.ZERO);
    while (count > 0) {
      forgotten += count;
      if (forgotten > MOST_STALE) {
        throw new LineFaultException(LineFault.GARBLED, hex(stale, 1));
      }
      count = line.receive(stale, 0, stale.length, Duration.ZERO);
    }
    Arrays.fill(stale, (byte) 0);
  }

  private Duration wait(int charactersUnderWay) {
    return timing.waiting().plus(timing.slack()).plus(timing.characters(charactersUnderWay));
  }

  private static LineFaultException fault(IOException e) {
    return e instanceof LineFaultException known
        ? known
        : new LineFaultException(LineFault.GONE, String.valueOf(e.getMessage()), e);
  }

  private static String hex(byte[] bytes, int length) {
    return HexFormat.of().withUpperCase().formatHex(bytes, 0, length);
  }

  /** One command on its way. */
  private final class Exchange {
    private final byte[] command;
    private final int instruction;
    private final boolean reads;
    private final int data;
    private final long end;
    private final byte[] answer = new byte[MOST_READ + 2];
    private int received;
    private int sent;
    private int waits;

    /** Sent, and perhaps still in the port's buffer: the card's time begins behind them. */
    private int underWay;

    Exchange(byte[] command) {
      this.command = command;
      instruction = command[1] & 0xFF;
      reads = command.length == HEADER;
      int p3 = command[4] & 0xFF;
      data = reads && p3 == 0 ? MOST_READ : p3;
      end = nanoTime.getAsLong() + timing.longest().toNanos();
    }

    byte[] run() throws IOException {
      try {
        send(0, HEADER);
        int procedure = next();
        while (!isStatus(procedure)) {
          obey(procedure);
          procedure = next();
        }
        answer[received++] = (byte) procedure;
        answer[received++] = (byte) next();
        return Arrays.copyOf(answer, received);
      } finally {
        Arrays.fill(answer, (byte) 0);
      }
    }

    /** An instruction that looks like a status is acknowledged first: only then it is one. */
    private boolean isStatus(int procedure) {
      boolean acknowledges = procedure == instruction && moved() == 0;
      int upper = procedure & 0xF0;
      return !acknowledges && procedure != MORE_TIME && (upper == 0x60 || upper == 0x90);
    }

    private int moved() {
      return reads ? received : sent;
    }

    private void obey(int procedure) throws IOException {
      int left = data - moved();
      if (procedure == MORE_TIME) {
        waits++;
        if (waits > timing.mostWaits()) {
          throw new LineFaultException(LineFault.WAITS, waits + " times");
        }
      } else if (left > 0 && procedure == instruction) {
        move(left);
      } else if (left > 0 && procedure == (instruction ^ 0xFF)) {
        move(1);
      } else {
        throw new LineFaultException(LineFault.STATUS, "%02X".formatted(procedure));
      }
    }

    private void move(int count) throws IOException {
      if (reads) {
        int until = received + count;
        while (received < until) {
          received += receive(answer, received, until - received);
        }
        convention.convert(answer, until - count, count);
      } else {
        send(HEADER + sent, count);
        sent += count;
      }
    }

    private int next() throws IOException {
      byte[] one = new byte[1];
      receive(one, 0, 1);
      return convention.convert(one[0]) & 0xFF;
    }

    private int receive(byte[] target, int offset, int length) throws IOException {
      long left = end - nanoTime.getAsLong();
      if (left <= 0) {
        throw new LineFaultException(waits > 0 ? LineFault.WAITS : LineFault.SILENT, "");
      }
      long wait = T0Host.this.wait(underWay + 1).toNanos();
      int count = line.receive(target, offset, length, Duration.ofNanos(Math.min(wait, left)));
      if (count == 0) {
        boolean stillAsked = wait > left && waits > 0;
        throw new LineFaultException(stillAsked ? LineFault.WAITS : LineFault.SILENT, "");
      }
      underWay = 0;
      return count;
    }

    private void send(int from, int count) throws IOException {
      byte[] characters = Arrays.copyOfRange(command, from, from + count);
      try {
        convention.convert(characters, 0, count);
        line.send(characters, 0, count);
        underWay = echo ? 0 : count;
        if (echo) {
          compareEcho(characters);
        }
      } finally {
        Arrays.fill(characters, (byte) 0);
      }
    }

    private void compareEcho(byte[] characters) throws IOException {
      byte[] returned = new byte[characters.length];
      Duration wait = timing.slack().plus(timing.characters(characters.length + 1));
      int count = 0;
      while (count < returned.length) {
        int more = line.receive(returned, count, returned.length - count, wait);
        if (more == 0) {
          break;
        }
        count += more;
      }
      boolean same = count == returned.length && Arrays.equals(returned, characters);
      Arrays.fill(returned, (byte) 0);
      if (!same) {
        throw new LineFaultException(
            LineFault.ECHO, count + " of " + characters.length + " characters");
      }
    }
  }
}
