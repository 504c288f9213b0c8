package io.caskade.store.h2;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.StorageRoom;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room for the open files of databases. A write that fails is done again until it succeeds;
 * changes are refused before there is no room at all, so that few are left to wait. Any thread.
 */
final class Room implements StorageRoom {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);

  /** Bytes that changes leave for what is under way and for the seals of what was changed. */
  static final long LEAST = 8L << 20;

  private final ToLongFunction<String> usable;
  private final Pause pause;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  /** How many writes of a file wait. */
  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

  private volatile boolean ended;

  /** Time between two attempts. */
  @FunctionalInterface
  interface Pause {
    void pass() throws InterruptedException;
  }

  /** A write that may be done again: one that failed has written nothing. */
  @FunctionalInterface
  interface Write {
    int run() throws IOException;
  }

  /**
   * @param usable bytes that a file may still grow
   */
  Room(ToLongFunction<String> usable, Pause pause) {
    this.usable = usable;
    this.pause = pause;
  }

  void opened(String file) {
    open.add(file);
  }

  void closed(String file) {
    open.remove(file);
  }

  /** From now on nobody waits: the head-end stops. */
  void end() {
    ended = true;
  }

  @Override
  public void demand() {
    for (String file : open) {
      if (waiting.containsKey(file) || usable.applyAsLong(file) < LEAST) {
        throw new CaskadeException(
            ErrorCode.STORAGE_FULL, "less than " + (LEAST >> 20) + " MB are left for " + file);
      }
    }
  }

  int patiently(String file, Write write) throws IOException {
    try {
      return write.run();
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      return again(file, write, e);
    }
  }

  private int again(String file, Write write, IOException first) throws IOException {
    if (waiting.merge(file, 1, Integer::sum) == 1) {
      LOG.error(
          "{} cannot be written: {}. Free space on its disk; ECMs and EMMs go on, changes are"
              + " refused, and what is under way waits",
          file,
          first.getMessage());
    }
    try {
      int written = untilWritten(file, write, first);
      LOG.info("{} is written again", file);
      return written;
    } finally {
      // Also of those who gave up: the file may be opened again.
      waiting.computeIfPresent(file, (name, count) -> count == 1 ? null : count - 1);
    }
  }

  private int untilWritten(String file, Write write, IOException first) throws IOException {
    while (!ended) {
      try {
        pause.pass();
        return write.run();
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        LOG.debug("{} still cannot be written", file, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw first;
      }
    }
    throw first;
  }
}
