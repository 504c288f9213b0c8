package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read a moment ago, so that not every request asks the database, and so that who
 * was known stays known while it is away. Bounded.
 */
final class Recent<T> {
  private static final int REMEMBERED = 10_000;
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Function<String, Optional<T>> source;
  private final InstantSource clock;
  private final Map<String, Seen<T>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen<T>> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Seen<T>(T row, Instant at) {}

  Recent(Function<String, Optional<T>> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  Optional<T> find(String id) {
    Instant now = clock.instant();
    Seen<T> known = seen(id);
    if (known != null && now.isBefore(known.at().plus(FRESH))) {
      return Optional.of(known.row());
    }
    try {
      Optional<T> row = source.apply(id);
      row.ifPresentOrElse(found -> put(id, new Seen<>(found, now)), () -> forget(id));
      return row;
    } catch (CaskadeException e) {
      if (known == null || e.code() != ErrorCode.DATABASE_UNAVAILABLE) {
        throw e;
      }
      return Optional.of(known.row());
    }
  }

  /** What was read before, however long ago; the database is not asked. */
  Optional<T> remembered(String id) {
    return Optional.ofNullable(seen(id)).map(Seen::row);
  }

  private synchronized @Nullable Seen<T> seen(String id) {
    return seen.get(id);
  }

  private synchronized void put(String id, Seen<T> row) {
    seen.put(id, row);
  }

  /** The next one who asks reads it again. */
  synchronized void forget(String id) {
    seen.remove(id);
  }
}
