package io.caskade.emm.emmg.session;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.Octets;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** A carousel of numbered sections, as many as are asked for. */
public final class EmmStock implements EmmSource {
  private final IntUnaryOperator sizes;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger takenOver = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Duration> undelivered = new CopyOnWriteArrayList<>();
  private volatile boolean empty;

  /**
   * @param sizes bytes of the n-th section
   */
  public EmmStock(IntUnaryOperator sizes) {
    this.sizes = sizes;
  }

  public static EmmStock ofCards() {
    return new EmmStock(n -> 65);
  }

  public static byte[] section(int number, int size) {
    byte[] section = new byte[size];
    section[0] = (byte) 0x82;
    section[1] = (byte) (0x70 | (size - 3) >> 8);
    section[2] = (byte) (size - 3);
    section[3] = (byte) (number >> 8);
    section[4] = (byte) number;
    return section;
  }

  public void empty(boolean nothingDue) {
    empty = nothingDue;
  }

  public int opened() {
    return opened.get();
  }

  /** Feeds that went on for another node's. */
  public int takenOver() {
    return takenOver.get();
  }

  /** Spans of which nobody knows what arrived, one for each lost connection. */
  public List<Duration> undelivered() {
    return undelivered;
  }

  public int closed() {
    return closed.get();
  }

  public int asked() {
    return asked.get();
  }

  @Override
  public EmmFeed takeOver(EmmAudience audience) {
    takenOver.incrementAndGet();
    return open(audience);
  }

  @Override
  public EmmFeed open(EmmAudience audience) {
    opened.incrementAndGet();
    return new EmmFeed() {
      private int next;

      @Override
      public Optional<EmmDatagram> next(int room) {
        asked.incrementAndGet();
        int size = sizes.applyAsInt(next);
        if (empty || size > room) {
          return Optional.empty();
        }
        return Optional.of(new EmmDatagram(Octets.of(section(next++, size))));
      }

      @Override
      public void undelivered(Duration span) {
        undelivered.add(span);
      }

      @Override
      public FeedStatistics statistics() {
        return new FeedStatistics(3, next, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
