package io.caskade.lib.receiverlistener;

import java.util.concurrent.ScheduledExecutorService;

/** The way back to a client, over TCP or UDP. On its loop, except {@link #loop()}. */
public interface Wire {
  ScheduledExecutorService loop();

  /** Copies the bytes; they leave at the next {@link #flush}. */
  void write(byte[] bytes, int offset, int length);

  void flush();

  /** Soon gives what was left unused to the connection again, though nothing has come. */
  void again();

  /** Reads no more: what comes stays with the sender. */
  void pause();

  /** Closes after what was written has left, or when that takes too long. */
  void close();
}
