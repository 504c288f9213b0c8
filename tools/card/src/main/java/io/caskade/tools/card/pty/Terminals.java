package io.caskade.tools.card.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;

/** What the C library offers for pseudo-terminals; each call throws when it fails. */
interface Terminals extends Library {
  int O_RDWR = 2;
  int O_NOCTTY = 0x100;
  int O_CLOEXEC = 0x80000;

  /** Takes an int; not 0 switches packet mode on. */
  long TIOCPKT = 0x5420;

  /** In packet mode: the host has flushed what the card had sent. */
  int TIOCPKT_FLUSHREAD = 1;

  short POLLIN = 1;
  int TCSANOW = 0;

  /** As in poll.h. */
  @Structure.FieldOrder({"fd", "events", "revents"})
  class PollFd extends Structure {
    public int fd;
    public short events;
    public short revents;
  }

  /** Bytes that hold a struct termios of any Linux. */
  int TERMIOS = 128;

  static Terminals load() {
    return Native.load("c", Terminals.class);
  }

  int posix_openpt(int flags) throws LastErrorException;

  int grantpt(int fd) throws LastErrorException;

  int unlockpt(int fd) throws LastErrorException;

  /** Returns the error itself, 0 for none. */
  int ptsname_r(int fd, byte[] name, long length);

  int open(String path, int flags) throws LastErrorException;

  int close(int fd) throws LastErrorException;

  int ioctl(int fd, long request, IntByReference argument) throws LastErrorException;

  int tcgetattr(int fd, byte[] termios) throws LastErrorException;

  void cfmakeraw(byte[] termios);

  int tcsetattr(int fd, int when, byte[] termios) throws LastErrorException;

  int poll(PollFd one, long count, int milliseconds) throws LastErrorException;

  long read(int fd, byte[] buffer, long length) throws LastErrorException;

  long write(int fd, byte[] buffer, long length) throws LastErrorException;
}
