package io.caskade.cards.virtual.serve;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A thread that serves one card until it is closed. Whoever made the card closes it after this:
 * then no command is in progress any more.
 */
public final class CardService implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(10);

  private final Thread thread;
  private @Nullable Closeable open;
  private boolean closed;

  /** What the thread does: it ends when what it holds is closed, or is interrupted. */
  @FunctionalInterface
  interface Work {
    void run(CardService service) throws InterruptedException;
  }

  CardService(String name, Work work) {
    thread =
        new Thread(
            () -> {
              try {
                work.run(this);
              } catch (InterruptedException e) {
                // Only close interrupts, and it waits for the end.
                Thread.currentThread().interrupt();
              }
            },
            "caskade-card-" + name);
    thread.setDaemon(true);
  }

  CardService start() {
    thread.start();
    return this;
  }

  /** The work blocks on this now; closed at once when the service is closed already. */
  synchronized void holds(Closeable resource) throws IOException {
    open = resource;
    if (closed) {
      resource.close();
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Waits for the end of the thread. */
  public void join() throws InterruptedException {
    thread.join();
  }

  /**
   * Ends it and waits until it has ended.
   *
   * @throws IllegalStateException when the card does not come back from a command within 10 s
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          // What cannot be closed is interrupted below, and closed by the end of the process.
          thread.interrupt();
        }
      }
    }
    thread.interrupt();
    boolean interrupted = false;
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    } else if (thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " does not end");
    }
  }
}
