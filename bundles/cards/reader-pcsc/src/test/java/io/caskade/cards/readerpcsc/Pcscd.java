package io.caskade.cards.readerpcsc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The real {@code pcscd} with the virtual reader of {@code vsmartcard-vpcd}, for whoever is alone
 * with it: see {@link PcscdTest}.
 */
final class Pcscd implements AutoCloseable {
  /** Where the virtual reader waits for its card. */
  static final int CARD_PORT = 0x8C7B;

  private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final Process process;

  private Pcscd(Process process) {
    this.process = process;
  }

  static Pcscd start() throws IOException {
    Process process =
        new ProcessBuilder("pcscd", "--foreground", "--error")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    var service = new Pcscd(process);
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!Files.exists(SOCKET)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IOException("pcscd did not start");
      }
      LockSupport.parkNanos(10_000_000);
    }
    return service;
  }

  /** Ends it and waits: a dying one would take the socket of the next with it. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(SOCKET);
  }
}
