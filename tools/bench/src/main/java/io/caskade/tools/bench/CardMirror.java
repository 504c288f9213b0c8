package io.caskade.tools.bench;

import io.caskade.api.base.NetworkId;
import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.SealedStreams;
import io.caskade.keys.crypto.VaultFiles;
import io.caskade.rights.mirror.Mirror;
import io.caskade.rights.mirror.MirrorSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;

/** The head-end's own mirror with its vault, in a folder. */
final class CardMirror implements AutoCloseable {
  private static final long LOOK_NANOS = 200_000;

  private final Pkcs12Vault vault;
  private final Mirror mirror;

  CardMirror(Path folder) {
    vault =
        Pkcs12Vault.open(
            new VaultFiles(folder.resolve("vault.p12"), folder.resolve("vault.password")),
            new SecureRandom(),
            () -> {});
    mirror =
        new Mirror(
            new MirrorSettings(snapshot(folder), Duration.ofSeconds(1), Duration.ofHours(1)),
            InstantSource.system(),
            ZoneOffset.UTC,
            revision -> {});
    mirror.useVault(vault);
    mirror.useSeal(new SealedStreams(vault));
  }

  static Path snapshot(Path folder) {
    return folder.resolve("cards.snapshot");
  }

  Pkcs12Vault vault() {
    return vault;
  }

  Mirror mirror() {
    return mirror;
  }

  /** Starts it; returns the time until the cards are there. */
  Duration start() {
    long began = System.nanoTime();
    mirror.start();
    while (!mirror.table().ready()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  int cards() {
    return mirror.table().size(NetworkId.MAIN);
  }

  /** Ends it; the snapshot is written when it is not there yet. */
  @Override
  public void close() {
    mirror.close();
    vault.close();
  }
}
