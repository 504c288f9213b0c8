package io.caskade.tools.card.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.T0Host;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A host's end of a pseudo-terminal: what a softcam does with the port of its reader. */
public final class HostPort implements CardLine {
  private static final int BOTH_QUEUES = 2;

  private final Terminals terminals = Terminals.load();
  private final Flush flush = Native.load("c", Flush.class);
  private final int fd;

  /** The one call that only hosts make. */
  interface Flush extends com.sun.jna.Library {
    int tcflush(int fd, int queue) throws LastErrorException;
  }

  public HostPort(Path port) {
    fd = terminals.open(port.toString(), Terminals.O_RDWR | Terminals.O_NOCTTY);
  }

  /** What it takes for a reset where there is no reset line. */
  public T0Host.ResetLine reset() {
    return () -> flush.tcflush(fd, BOTH_QUEUES);
  }

  @Override
  public void send(byte[] characters, int offset, int length) {
    terminals.write(fd, Arrays.copyOfRange(characters, offset, offset + length), length);
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    Terminals.PollFd poll = new Terminals.PollFd();
    poll.fd = fd;
    poll.events = Terminals.POLLIN;
    if (terminals.poll(poll, 1, (int) wait.toMillis()) == 0) {
      return 0;
    }
    byte[] read = new byte[length];
    try {
      int count = (int) terminals.read(fd, read, length);
      if (count == 0) {
        throw new EOFException("the port is gone");
      }
      System.arraycopy(read, 0, target, offset, count);
      return count;
    } catch (LastErrorException e) {
      throw new IOException("the port is gone", e);
    }
  }

  @Override
  public void close() {
    terminals.close(fd);
  }
}
