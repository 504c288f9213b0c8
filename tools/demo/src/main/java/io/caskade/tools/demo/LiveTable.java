package io.caskade.tools.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Draws the table again and again while the story is told. */
final class LiveTable implements AutoCloseable {
  private final Studio studio;
  private final Screen screen;
  private final long periodMs;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "demo-table"));
  private @Nullable ScheduledFuture<?> drawing;

  LiveTable(Studio studio, Screen screen, long periodMs) {
    this.studio = studio;
    this.screen = screen;
    this.periodMs = periodMs;
  }

  void start() {
    drawing =
        timer.scheduleAtFixedRate(
            () -> screen.show(studio.now()), 0, periodMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (drawing != null) {
      drawing.cancel(false);
    }
    timer.shutdown();
    try {
      timer.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    screen.leave();
  }
}
