package io.caskade.cards.readerphoenix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.LineResetException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The card's end of a pseudo-terminal. In packet mode the kernel tells when the host empties its
 * buffers, which a host without reset line does for a reset; what is emptied within 150 ms is one.
 */
final class PseudoTerminal implements CardLine {
  private static final int READ_WRITE = 2;
  private static final int NO_CONTROLLING_TERMINAL = 0x100;
  private static final int PACKET_MODE = 0x5420;
  private static final int FLUSHED = 3;
  private static final int READABLE = 1;
  private static final int HUNG_UP = 0x10;
  private static final int QUIET_MILLIS = 150;

  private final LibC c = Native.load("c", LibC.class);
  private final int master;
  private final int slave;
  private final String path;
  private volatile boolean closed;
  private byte[] rest = {};

  /** What of the C library is needed. */
  @SuppressWarnings("checkstyle:MethodName")
  public interface LibC extends Library {
    int posix_openpt(int flags) throws LastErrorException;

    int grantpt(int fd) throws LastErrorException;

    int unlockpt(int fd) throws LastErrorException;

    String ptsname(int fd) throws LastErrorException;

    int open(String path, int flags) throws LastErrorException;

    int close(int fd) throws LastErrorException;

    int ioctl(int fd, NativeLong request, int[] value) throws LastErrorException;

    int poll(Memory descriptors, NativeLong count, int millis) throws LastErrorException;

    NativeLong read(int fd, byte[] target, NativeLong length) throws LastErrorException;

    NativeLong write(int fd, byte[] bytes, NativeLong length) throws LastErrorException;
  }

  PseudoTerminal() {
    int flags = READ_WRITE | NO_CONTROLLING_TERMINAL;
    master = c.posix_openpt(flags);
    c.grantpt(master);
    c.unlockpt(master);
    path = c.ptsname(master);
    // Held open, so that the line outlives its hosts.
    slave = c.open(path, flags);
    c.ioctl(master, new NativeLong(PACKET_MODE), new int[] {1});
  }

  /** Where a host opens it. */
  String path() {
    return path;
  }

  @Override
  public void send(byte[] characters, int offset, int length) throws IOException {
    byte[] bytes = Arrays.copyOfRange(characters, offset, offset + length);
    try {
      int sent = 0;
      while (sent < length) {
        byte[] left = Arrays.copyOfRange(bytes, sent, length);
        sent += c.write(master, left, new NativeLong(left.length)).intValue();
      }
    } catch (LastErrorException e) {
      throw new IOException(e);
    }
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    long end = System.nanoTime() + wait.toNanos();
    while (rest.length == 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return 0;
      }
      take((int) Math.min(left, 100));
    }
    int count = Math.min(length, rest.length);
    System.arraycopy(rest, 0, target, offset, count);
    rest = Arrays.copyOfRange(rest, count, rest.length);
    return count;
  }

  /** One packet: a byte of events, then characters when it is 0. */
  private void take(int millis) throws IOException {
    byte[] packet = packet(millis);
    if (packet.length > 0 && (packet[0] & FLUSHED) != 0) {
      byte[] next = packet;
      while (next.length > 0) {
        next = packet(QUIET_MILLIS);
      }
      rest = new byte[0];
      throw new LineResetException();
    }
    if (packet.length > 0 && packet[0] == 0) {
      rest = Arrays.copyOfRange(packet, 1, packet.length);
    }
  }

  private byte[] packet(int millis) throws IOException {
    try (Memory descriptor = new Memory(8)) {
      descriptor.setInt(0, master);
      descriptor.setShort(4, (short) READABLE);
      descriptor.setShort(6, (short) 0);
      int ready = c.poll(descriptor, new NativeLong(1), millis);
      if (closed || (descriptor.getShort(6) & HUNG_UP) != 0) {
        throw new EOFException("closed");
      }
      if (ready == 0) {
        return new byte[0];
      }
      byte[] packet = new byte[512];
      int count = c.read(master, packet, new NativeLong(packet.length)).intValue();
      return Arrays.copyOf(packet, count);
    } catch (LastErrorException e) {
      throw new IOException(e);
    }
  }

  /** The line vanishes for its hosts; whoever reads it ends within 150 ms. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      c.close(slave);
      c.close(master);
    }
  }
}
