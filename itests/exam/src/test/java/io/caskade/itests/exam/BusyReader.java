package io.caskade.itests.exam;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.cards.CardReaders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Reads the card in one reader again and again. */
final class BusyReader implements AutoCloseable {
  private final CardReaders readers;
  private final String name;
  private final AtomicLong reads = new AtomicLong();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::read, "busy-reader");
  private volatile boolean running = true;

  BusyReader(CardReaders readers, String name) {
    this.readers = readers;
    this.name = name;
    thread.start();
  }

  /** Cards that were read. */
  long reads() {
    return reads.get();
  }

  /** Refusals; empty when all went well. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void read() {
    while (running) {
      try {
        readers.read(name);
        reads.incrementAndGet();
      } catch (CaskadeException e) {
        complaints.add(e.getMessage());
        running = false;
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join(10_000);
  }
}
