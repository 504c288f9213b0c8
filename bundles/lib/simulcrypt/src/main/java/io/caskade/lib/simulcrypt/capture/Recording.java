package io.caskade.lib.simulcrypt.capture;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.explain.Disclosure;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A capture in progress. Event loops hand over blanked messages and never wait: what does not fit
 * into the queue is left out and said so. {@link #run} writes, on a thread of its own, until it is
 * stopped or a limit is reached.
 */
public final class Recording implements Runnable {
  private static final int QUEUED = 4_096;
  private static final long QUEUED_BYTES = 8L << 20;
  private static final long POLL_MILLIS = 100;

  private final SimulcryptInterface spoken;
  private final String peer;
  private final Limits limits;
  private final LongSupplier nanoTime;
  private final long began;
  private final OutputStream out;
  private final Consumer<Recording> ended;
  private final ArrayBlockingQueue<CaptureRecord> queue = new ArrayBlockingQueue<>(QUEUED);
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean stopped;
  private volatile String failure = "";

  /** Most that a capture may take. */
  public record Limits(long bytes, Duration time) {}

  /**
   * @param peer whose connections, as the beginning of {@code host:port}; empty for all
   * @param out a file whose header is written
   * @param ended told once, when nothing more is written
   */
  Recording(
      SimulcryptInterface spoken,
      String peer,
      Limits limits,
      LongSupplier nanoTime,
      OutputStream out,
      Consumer<Recording> ended) {
    this.spoken = spoken;
    this.peer = peer;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
    this.out = out;
    this.ended = ended;
  }

  /** True when the connections of this peer are recorded. */
  public boolean covers(String address) {
    return address.equals(peer) || peer.isEmpty() || address.startsWith(peer + ":");
  }

  /** A connection is part of it from now on; returns its number. */
  public int begin(String address) {
    int connection = connections.incrementAndGet();
    put(CaptureRecord.note(CaptureRecord.Kind.OPENED, connection, since(), address));
    return connection;
  }

  /** A connection is gone. */
  public void end(int connection) {
    put(CaptureRecord.note(CaptureRecord.Kind.CLOSED, connection, since(), "closed"));
  }

  /**
   * A message from the peer.
   *
   * @param framed false when the message before had a fault of form
   */
  public void received(int connection, byte[] bytes, int offset, int length, boolean framed) {
    if (!stopped) {
      keep(
          CaptureRecord.Kind.RECEIVED,
          connection,
          Disclosure.of(spoken, bytes, offset, length, framed));
    }
  }

  /** A message to the peer. */
  public void sent(int connection, Pdu message) {
    if (!stopped) {
      keep(CaptureRecord.Kind.SENT, connection, Disclosure.of(spoken, message));
    }
  }

  private void keep(CaptureRecord.Kind kind, int connection, Disclosure seen) {
    messages.incrementAndGet();
    Pdu kept = Pdu.wrap(seen.blanked());
    put(new CaptureRecord(kind, connection, since(), seen.isSound(), kept, ""));
  }

  private void put(CaptureRecord record) {
    int size = CaptureFormat.RECORD_HEADER + record.message().length();
    if (queuedBytes.get() + size > QUEUED_BYTES || !queue.offer(record)) {
      lost.set(true);
    } else {
      queuedBytes.addAndGet(size);
    }
  }

  private long since() {
    return nanoTime.getAsLong() - began;
  }

  /** Ends it; what is queued is still written. */
  void stop() {
    stopped = true;
  }

  long messages() {
    return messages.get();
  }

  long written() {
    return written.get();
  }

  /** Why writing ended by itself, empty when it did not. */
  String failure() {
    return failure;
  }

  @Override
  public void run() {
    try (OutputStream file = new BufferedOutputStream(out)) {
      while (goesOn()) {
        CaptureRecord record = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (record == null) {
          file.flush();
        } else {
          write(file, record);
        }
      }
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } finally {
      stopped = true;
      queue.clear();
      ended.accept(this);
    }
  }

  private void write(OutputStream file, CaptureRecord record) throws IOException {
    queuedBytes.addAndGet(-CaptureFormat.RECORD_HEADER - record.message().length());
    if (lost.compareAndSet(true, false)) {
      long at = record.nanos();
      CaptureRecord gap = CaptureRecord.note(CaptureRecord.Kind.LOST, 0, at, "lost");
      written.addAndGet(CaptureFormat.write(file, gap));
    }
    written.addAndGet(CaptureFormat.write(file, record));
  }

  private boolean goesOn() {
    if (stopped) {
      return !queue.isEmpty() && written.get() < limits.bytes();
    }
    if (written.get() >= limits.bytes()) {
      failure = String.format(Locale.ROOT, "full: %d bytes", limits.bytes());
      return false;
    }
    if (since() >= limits.time().toNanos()) {
      stopped = true;
      failure = "time is over: " + limits.time().toSeconds() + " s";
      return !queue.isEmpty();
    }
    return true;
  }
}
