package io.caskade.receivers.server.accounts;

import io.caskade.api.receivers.BlockedAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts that watched too much for too long, kept over restarts. Any thread. */
public final class Blocks {
  private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);

  private final InstantSource clock;
  private final BlockFile file;
  private final Map<String, BlockedAccount> blocks = new ConcurrentHashMap<>();
  private volatile boolean unsaved;
  private volatile boolean complained;

  /** Reads what was kept. */
  public Blocks(InstantSource clock, Path path) {
    this.clock = clock;
    file = new BlockFile(path);
    try {
      file.read().forEach(block -> blocks.put(block.name(), block));
    } catch (IOException e) {
      LOG.warn("Blocks of receiver accounts are forgotten, {} cannot be read: {}", file, reason(e));
    }
  }

  public boolean isBlocked(String name) {
    if (blocks.isEmpty()) {
      return false;
    }
    BlockedAccount block = blocks.get(name);
    return block != null && clock.instant().isBefore(block.until());
  }

  /** Blocks an account from now on; the file follows with {@link #save()}. */
  public void block(String name, Duration length, String why) {
    Instant now = clock.instant();
    blocks.put(name, new BlockedAccount(name, now, now.plus(length), why));
    unsaved = true;
  }

  /**
   * @return false when it was not blocked
   */
  public boolean lift(String name) {
    boolean blocked = isBlocked(name);
    if (blocks.remove(name) != null) {
      unsaved = true;
    }
    return blocked;
  }

  /** Those that hold now, by name. */
  public List<BlockedAccount> all() {
    Instant now = clock.instant();
    return blocks.values().stream()
        .filter(block -> now.isBefore(block.until()))
        .sorted(Comparator.comparing(BlockedAccount::name))
        .toList();
  }

  /** Forgets what is over, and writes the file when anything changed; not on a request's way. */
  public synchronized void save() {
    Instant now = clock.instant();
    boolean over = blocks.values().removeIf(block -> !now.isBefore(block.until()));
    if (!over && !unsaved) {
      return;
    }
    unsaved = false;
    try {
      file.write(blocks.values());
      complained = false;
    } catch (IOException e) {
      unsaved = true;
      if (!complained) {
        LOG.warn(
            "Blocks of receiver accounts hold until the next start only, {} cannot be written: {}",
            file,
            reason(e));
      }
      complained = true;
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
