package io.caskade.tools.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Multiplexers that never stop: each stream provisions once in a crypto period, spread over it, but
 * in every n-th period all streams do in the same instant. A channel whose connection breaks
 * connects again. Has threads of its own until it is closed; all methods may be called by any
 * thread.
 */
public final class ScsLoad implements AutoCloseable {
  private static final long HIGHEST_NANOS = Duration.ofMinutes(30).toNanos();
  private static final long SELECT_MILLIS = 1;
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InetSocketAddress target;
  private final int superCasId;
  private final Shape shape;
  private final Duration maxCompTime;
  private final Selector selector = Selector.open();
  private final Slot[] slots;
  private final ConcurrentLinkedQueue<Slot> connected = new ConcurrentLinkedQueue<>();
  private final ExecutorService connector =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "scs-connector"));
  private final Thread thread;
  private volatile boolean running = true;

  private Window window;
  private long lastAnswer;

  /**
   * How the load looks.
   *
   * @param channels each has a connection of its own
   * @param streams of each channel
   * @param cryptoPeriod of each stream
   * @param burstEvery so many crypto periods all provision in the same instant; 0 never
   */
  public record Shape(int channels, int streams, Duration cryptoPeriod, int burstEvery) {}

  /**
   * What happened since the window was opened.
   *
   * @param answered ECM_response
   * @param errors channel_error and stream_error
   * @param late answers after max_comp_time, and provisions that wait for longer than that
   * @param cut provisions whose connection ended before the answer
   * @param longestSilence the longest time in which no stream at all was answered
   * @param latencies nanoseconds from sending to answer; of those without an answer: until now
   * @param statuses how often each error_status came
   */
  public record Figures(
      long answered,
      long errors,
      long late,
      long cut,
      Duration longestSilence,
      Histogram latencies,
      Map<Integer, Integer> statuses) {

    /** The errors in words, as {@code 12 of 0x000D}. */
    public String errorsInWords() {
      return statuses.entrySet().stream()
          .map(each -> String.format(Locale.ROOT, "%d of 0x%04X", each.getValue(), each.getKey()))
          .collect(Collectors.joining(", "));
    }
  }

  /** Connects everything; the first provisions are sent. */
  public ScsLoad(InetSocketAddress target, int superCasId, Shape shape, Duration maxCompTime)
      throws IOException {
    this.target = target;
    this.superCasId = superCasId;
    this.shape = shape;
    this.maxCompTime = maxCompTime;
    slots = new Slot[shape.channels()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Slot(i + 1);
      connector.execute(slots[i]);
    }
    lastAnswer = System.nanoTime();
    window = new Window(lastAnswer, 0);
    thread = new Thread(this::load, "scs-load");
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** Forgets what was counted so far. Provisions that wait now count in the new window. */
  public synchronized void restart() {
    window = new Window(System.nanoTime(), answered());
  }

  /** What happened since the last {@link #restart()}. */
  public synchronized Figures figures() {
    long now = System.nanoTime();
    Histogram latencies = window.latencies.copy();
    long late = window.late;
    for (Slot slot : slots) {
      EcmgPeer peer = slot.peer;
      for (int stream = 1; peer != null && stream <= shape.streams(); stream++) {
        long waits = peer.inFlight(stream) ? now - peer.sentAt(stream) : 0;
        if (waits > maxCompTime.toNanos()) {
          latencies.recordValue(Math.min(HIGHEST_NANOS, waits));
          late++;
        }
      }
    }
    return new Figures(
        window.answered,
        window.errors,
        late,
        window.cut,
        Duration.ofNanos(Math.max(window.silence, now - Math.max(lastAnswer, window.opened))),
        latencies,
        new TreeMap<>(window.statuses));
  }

  /** Waits until every channel is connected and a whole crypto period was answered. */
  public void awaitSteady() throws IOException {
    long end = System.nanoTime() + PATIENCE.plus(shape.cryptoPeriod()).toNanos();
    long wanted = answered() + (long) shape.channels() * shape.streams();
    while (!allConnected() || answered() < wanted) {
      if (System.nanoTime() > end) {
        throw new IOException("the streams are not answered: " + answered() + " of " + wanted);
      }
      LockSupport.parkNanos(AGAIN.toNanos());
    }
  }

  /** Answers since the beginning, whatever was forgotten in between. */
  public synchronized long answered() {
    return window.answered + window.before;
  }

  private boolean allConnected() {
    for (Slot slot : slots) {
      if (slot.peer == null) {
        return false;
      }
    }
    return true;
  }

  /** The loading thread. */
  private void load() {
    long period = shape.cryptoPeriod().toNanos();
    long start = System.nanoTime();
    int all = shape.channels() * shape.streams();
    for (long turn = 0; running; turn++) {
      long began = start + turn * period;
      boolean burst = shape.burstEvery() > 0 && turn % shape.burstEvery() == shape.burstEvery() - 1;
      int next = 0;
      for (long now = System.nanoTime(); running && now < began + period; now = System.nanoTime()) {
        int due = burst ? all : (int) Math.min(all, (now - began) * all / period + 1);
        next = provision(next, due, now);
        exchange();
      }
    }
  }

  /** Provisions of the places from {@code next} to before {@code due}; returns {@code due}. */
  private int provision(int next, int due, long now) {
    synchronized (this) {
      for (int place = next; place < due; place++) {
        EcmgPeer peer = slots[place % slots.length].peer;
        int stream = place / slots.length + 1;
        if (peer != null && !peer.inFlight(stream)) {
          peer.provision(stream, now);
        }
      }
    }
    return Math.max(next, due);
  }

  private void exchange() {
    try {
      for (Slot made = connected.poll(); made != null; made = connected.poll()) {
        made.begin();
      }
      for (Slot slot : slots) {
        slot.flush();
      }
      selector.select(SELECT_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        ((Slot) key.attachment()).read();
      }
      selector.selectedKeys().clear();
    } catch (IOException e) {
      throw new IllegalStateException("the load program failed", e);
    }
  }

  private void answer(int type, int errorStatus, long sentAt) {
    long now = System.nanoTime();
    if (type == EcmgPeer.ECM_RESPONSE) {
      window.answered++;
      long took = Math.max(1, now - sentAt);
      window.latencies.recordValue(Math.min(HIGHEST_NANOS, took));
      window.late += took > maxCompTime.toNanos() ? 1 : 0;
      window.silence = Math.max(window.silence, now - Math.max(lastAnswer, window.opened));
      lastAnswer = now;
    } else if (type == EcmgPeer.STREAM_ERROR || type == EcmgPeer.CHANNEL_ERROR) {
      window.errors++;
      window.statuses.merge(errorStatus, 1, Integer::sum);
    }
  }

  @Override
  public void close() throws IOException {
    running = false;
    connector.shutdownNow();
    try {
      thread.join();
      connector.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Slot slot : slots) {
      slot.hangUp();
    }
    selector.close();
  }

  /** Counts of the time since one moment. */
  private static final class Window {
    private final Histogram latencies = new Histogram(1, HIGHEST_NANOS, 3);
    private final long opened;
    private final long before;
    private long answered;
    private long errors;
    private long late;
    private long cut;
    private long silence;
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    Window(long opened, long before) {
      this.opened = opened;
      this.before = before;
    }
  }

  /** Place of one channel: the connection comes and goes. */
  private final class Slot implements Runnable {
    private final int channelId;
    private volatile @Nullable EcmgPeer peer;
    private @Nullable EcmgPeer made;

    Slot(int channelId) {
      this.channelId = channelId;
    }

    /** Connects, on the connector's thread; tries again until it worked. */
    @Override
    public void run() {
      while (running) {
        try {
          made = new EcmgPeer(target, superCasId, channelId, shape.streams());
          connected.add(this);
          selector.wakeup();
          return;
        } catch (IOException e) {
          // Nobody there yet: as a multiplexer does, come again.
          LockSupport.parkNanos(AGAIN.toNanos());
        }
      }
    }

    void begin() throws IOException {
      EcmgPeer fresh = made;
      made = null;
      if (fresh != null) {
        fresh.socket().register(selector, SelectionKey.OP_READ, this);
        peer = fresh;
      }
    }

    void flush() {
      EcmgPeer now = peer;
      try {
        if (now != null) {
          now.flush();
        }
      } catch (IOException e) {
        broken(now);
      }
    }

    void read() {
      EcmgPeer now = peer;
      try {
        if (now != null) {
          synchronized (ScsLoad.this) {
            now.read((from, type, stream, sentAt) -> answer(type, from.errorStatus(), sentAt));
          }
        }
      } catch (IOException e) {
        broken(now);
      }
    }

    private void broken(@Nullable EcmgPeer lost) {
      synchronized (ScsLoad.this) {
        for (int stream = 1; lost != null && stream <= shape.streams(); stream++) {
          window.cut += lost.inFlight(stream) ? 1 : 0;
        }
      }
      try {
        hangUp();
      } catch (IOException e) {
        throw new IllegalStateException("a connection cannot be closed", e);
      }
      if (running) {
        connector.execute(this);
      }
    }

    void hangUp() throws IOException {
      EcmgPeer now = peer;
      peer = null;
      if (now != null) {
        now.close();
      }
    }
  }
}
