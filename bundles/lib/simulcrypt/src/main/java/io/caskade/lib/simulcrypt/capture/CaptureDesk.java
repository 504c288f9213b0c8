package io.caskade.lib.simulcrypt.capture;

import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the captures of one listener or output, one at a time; files only their owner
 * can read. Any thread; {@link #recording} is one volatile read.
 */
public final class CaptureDesk implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SimulcryptInterface spoken;
  private final Path folder;
  private final String label;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Executor executor;
  private volatile @Nullable Recording recording;
  private @Nullable Recording last;
  private String file = "";
  private Instant since = Instant.EPOCH;

  /**
   * @param folder made when it is needed
   * @param label {@code kind-name} of the listener or output, part of the files' names
   * @param executor runs a task at once, on a thread that may block
   */
  public CaptureDesk(
      SimulcryptInterface spoken,
      Path folder,
      String label,
      InstantSource clock,
      LongSupplier nanoTime,
      Executor executor) {
    this.spoken = spoken;
    this.folder = folder;
    this.label = label;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.executor = executor;
  }

  /**
   * How the present capture stands, or the last one.
   *
   * @param file empty before the first
   * @param end why it ended by itself, else empty
   */
  public record Status(
      boolean running, String file, Instant since, long messages, long bytes, String end) {}

  /** Null while nothing is captured. */
  public @Nullable Recording recording() {
    return recording;
  }

  /**
   * Starts a capture.
   *
   * @param peer whose connections, {@code host} or {@code host:port}; empty for all
   * @throws IOException when the file cannot be made
   * @throws IllegalStateException when one is running
   */
  public synchronized Status start(String peer, Recording.Limits limits) throws IOException {
    if (recording != null) {
      throw new IllegalStateException(file);
    }
    Instant now = clock.instant();
    Files.createDirectories(folder, ownerOnly("rwx------"));
    Path target = folder.resolve(label + "-" + STAMP.format(now) + ".cap");
    OutputStream out = create(target);
    Recording fresh = new Recording(spoken, peer, limits, nanoTime, out, this::ended);
    file = target.toString();
    since = now;
    last = fresh;
    recording = fresh;
    executor.execute(fresh);
    return status();
  }

  private OutputStream create(Path target) throws IOException {
    Files.createFile(target, ownerOnly("rw-------"));
    OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE);
    try {
      CaptureFormat.write(out, new CaptureFormat.Header(spoken, clock.instant(), label));
      return out;
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  private FileAttribute<?>[] ownerOnly(String mode) {
    Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private synchronized void ended(Recording over) {
    if (recording == over) {
      recording = null;
    }
    notifyAll();
  }

  /** Ends the capture and waits until its file is written, two seconds at most. */
  public synchronized Status stop() {
    Recording running = recording;
    if (running != null) {
      running.stop();
      try {
        for (int waits = 0; recording != null && waits < 20; waits++) {
          wait(100);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return status();
  }

  public synchronized Status status() {
    return last == null
        ? new Status(false, "", since, 0, 0, "")
        : new Status(
            recording != null, file, since, last.messages(), last.written(), last.failure());
  }

  @Override
  public void close() {
    stop();
  }
}
