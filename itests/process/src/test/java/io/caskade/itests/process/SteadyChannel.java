package io.caskade.itests.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A well-behaved channel that provisions all the time and keeps what went wrong. */
final class SteadyChannel implements AutoCloseable {
  private static final long PAUSE_MS = 20;

  private final Scs scs;
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::provision, "steady-channel");
  private volatile boolean running = true;

  SteadyChannel(int port) throws IOException {
    scs = new Scs(port);
    thread.start();
  }

  /** Provisions that were answered by their ECM. */
  long answers() {
    return answers.get();
  }

  Duration slowest() {
    return Duration.ofNanos(slowestNanos.get());
  }

  void forgetSlowest() {
    slowestNanos.set(0);
  }

  /** Errors, closed connections and provisions without an answer; empty when all went well. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void provision() {
    try {
      while (running) {
        long sent = System.nanoTime();
        scs.provision();
        slowestNanos.accumulateAndGet(System.nanoTime() - sent, Math::max);
        answers.incrementAndGet();
        Thread.sleep(PAUSE_MS);
      }
    } catch (IOException e) {
      complaints.add("after " + answers + " answers: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends after the provision that is under way. */
  @Override
  public void close() throws IOException, InterruptedException {
    running = false;
    thread.join();
    scs.close();
  }
}
