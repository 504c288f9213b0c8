package io.caskade.tools.card.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.LineResetException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * A pseudo-terminal as the line of a card: a host opens its {@link #device} like the serial port of
 * a Phoenix reader. A pseudo-terminal has no modem lines, so what a host does around each reset is
 * the reset: it flushes the port. In packet mode the kernel tells that to this end, as
 *
 * <pre>
 *  control(1) = 0   data(n)      the host sent something
 *  control(1), bit 0 set         the host flushed what it had not yet read
 * </pre>
 *
 * <p>Hosts flush more than once and send what nobody wants in between, so the pulse ends when
 * nothing has come for 150 ms. Linux only. One thread uses the line; {@link #close} any.
 */
public final class PseudoTerminal implements CardLine {
  private static final Duration QUIET = Duration.ofMillis(150);

  /** Between two looks whether it was closed. */
  private static final int SLICE_MS = 100;

  private static final int PACKET = 512;
  private static final int NAME = 128;
  private static final int AGAIN = 11;
  private static final int INTERRUPTED = 4;

  private final Terminals terminals = Terminals.load();
  private final Object ends = new Object();
  private final byte[] packet = new byte[1 + PACKET];
  private final int host;
  private final int card;
  private final Path device;
  private int from;
  private int to;
  private volatile boolean closed;
  private boolean released;

  /**
   * Makes one, raw and without echo.
   *
   * @throws IOException when the system gives none
   */
  public PseudoTerminal() throws IOException {
    try {
      card = terminals.posix_openpt(Terminals.O_RDWR | Terminals.O_NOCTTY | Terminals.O_CLOEXEC);
    } catch (LastErrorException e) {
      throw new IOException("no pseudo-terminal can be had: " + e.getMessage(), e);
    }
    try {
      terminals.grantpt(card);
      terminals.unlockpt(card);
      device = name();
      // Kept open: without a host the kernel would tell of a line that is cut.
      host =
          terminals.open(
              device.toString(), Terminals.O_RDWR | Terminals.O_NOCTTY | Terminals.O_CLOEXEC);
      makeRaw();
      terminals.ioctl(card, Terminals.TIOCPKT, new IntByReference(1));
    } catch (LastErrorException e) {
      terminals.close(card);
      throw new IOException("the pseudo-terminal cannot be set up: " + e.getMessage(), e);
    }
  }

  private Path name() throws IOException {
    byte[] name = new byte[NAME];
    int error = terminals.ptsname_r(card, name, name.length);
    if (error != 0) {
      throw new IOException("the pseudo-terminal has no name: error " + error);
    }
    return Path.of(Native.toString(name));
  }

  private void makeRaw() {
    byte[] termios = new byte[Terminals.TERMIOS];
    terminals.tcgetattr(host, termios);
    terminals.cfmakeraw(termios);
    terminals.tcsetattr(host, Terminals.TCSANOW, termios);
  }

  /** What a host opens, for example {@code /dev/pts/3}. */
  public Path device() {
    return device;
  }

  @Override
  public void send(byte[] characters, int offset, int length) throws IOException {
    byte[] rest = Arrays.copyOfRange(characters, offset, offset + length);
    while (rest.length > 0) {
      int sent;
      synchronized (ends) {
        requireOpen();
        try {
          sent = (int) terminals.write(card, rest, rest.length);
        } catch (LastErrorException e) {
          throw gone(e);
        }
      }
      byte[] left = Arrays.copyOfRange(rest, sent, rest.length);
      Arrays.fill(rest, (byte) 0);
      rest = left;
    }
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    if (from == to && !readData(wait)) {
      return 0;
    }
    int count = Math.min(length, to - from);
    System.arraycopy(packet, from, target, offset, count);
    Arrays.fill(packet, from, from + count, (byte) 0);
    from += count;
    return count;
  }

  /** False when no data came in time. */
  private boolean readData(Duration wait) throws IOException {
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      int count = read(Math.max(0, (end - System.nanoTime()) / 1_000_000));
      if (count > 1 && packet[0] == 0) {
        from = 1;
        to = count;
        return true;
      }
      if (count > 0 && (packet[0] & Terminals.TIOCPKT_FLUSHREAD) != 0) {
        awaitQuiet();
        throw new LineResetException();
      }
      if (System.nanoTime() - end >= 0) {
        return false;
      }
    }
  }

  private void awaitQuiet() throws IOException {
    long end = System.nanoTime() + QUIET.toNanos();
    long left = QUIET.toMillis();
    while (left > 0) {
      if (read(left) > 0) {
        end = System.nanoTime() + QUIET.toNanos();
      }
      left = (end - System.nanoTime() + 999_999) / 1_000_000;
    }
    from = 0;
    to = 0;
  }

  /** A packet with its control byte, 0 when none came in time. */
  private int read(long milliseconds) throws IOException {
    long left = milliseconds;
    do {
      int slice = (int) Math.min(left, SLICE_MS);
      left -= slice;
      synchronized (ends) {
        requireOpen();
        int count = readWithin(slice);
        if (count > 0) {
          return count;
        }
      }
    } while (left > 0);
    return 0;
  }

  private int readWithin(int milliseconds) throws IOException {
    Terminals.PollFd poll = new Terminals.PollFd();
    poll.fd = card;
    poll.events = Terminals.POLLIN;
    try {
      return terminals.poll(poll, 1, milliseconds) > 0
          ? (int) terminals.read(card, packet, packet.length)
          : 0;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == AGAIN || e.getErrorCode() == INTERRUPTED) {
        return 0;
      }
      throw gone(e);
    }
  }

  private static IOException gone(LastErrorException e) {
    return new IOException("the pseudo-terminal is gone: " + e.getMessage(), e);
  }

  private void requireOpen() throws EOFException {
    if (closed) {
      throw new EOFException("the pseudo-terminal was closed");
    }
  }

  /** Ends the terminal within some 100 ms; a host sees its port vanish. */
  @Override
  public void close() {
    // Before the lock: who reads lets go of it at the next look.
    closed = true;
    synchronized (ends) {
      if (!released) {
        released = true;
        terminals.close(card);
        terminals.close(host);
        Arrays.fill(packet, (byte) 0);
      }
    }
  }
}
