package io.caskade.ops.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.Passphrase;
import io.caskade.api.keys.PassphraseSeal;
import io.caskade.api.ops.BackupListener;
import io.caskade.api.ops.BackupReport;
import io.caskade.api.ops.BackupStatus;
import io.caskade.api.ops.Backups;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.api.rights.dump.StoreDump;
import io.caskade.ops.backup.archive.BackupFile;
import io.caskade.ops.backup.archive.HeadEndIdentity;
import io.caskade.ops.backup.archive.HomeFiles;
import io.caskade.ops.backup.archive.Manifest;
import io.caskade.ops.backup.archive.PassphraseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups, one at a time, and remembers how that went. Safe for any thread. */
final class BackupDesk implements Backups {
  static final String SUFFIX = ".backup";

  private static final Logger LOG = LoggerFactory.getLogger(BackupDesk.class);
  private static final String PREFIX = "caskade-";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path home;
  private final String build;
  private final Parts parts;
  private final InstantSource clock;
  private final Supplier<BackupPlan> plan;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long rows;
  private volatile @Nullable BackupReport last;
  private volatile @Nullable Failure failure;

  /** What a backup is made with; each may be away. */
  interface Parts {
    @Nullable StoreDump dump();

    @Nullable PassphraseSeal seal();

    @Nullable KeyVault vault();

    @Nullable ChangeFeed feed();
  }

  /** Why the last attempt failed. */
  record Failure(CaskadeException reason, Instant at) {}

  BackupDesk(Path home, String build, Parts parts, InstantSource clock, Supplier<BackupPlan> plan) {
    this.home = home;
    this.build = build;
    this.parts = parts;
    this.clock = clock;
    this.plan = plan;
  }

  @Override
  public BackupReport make(Optional<Path> target, BackupListener listener) {
    if (!running.compareAndSet(false, true)) {
      throw new CaskadeException(ErrorCode.BACKUP_RUNNING);
    }
    rows = 0;
    try {
      BackupReport report = makeOne(target, listener);
      last = report;
      failure = null;
      LOG.info(
          "Made the backup {}: {} rows, {} bytes, {} ms",
          report.file(),
          report.rows(),
          report.bytes(),
          report.took().toMillis());
      return report;
    } catch (CaskadeException e) {
      failure = new Failure(e, clock.instant());
      LOG.warn("No backup was made: {} {}", e.getMessage(), e.cure(Locale.ENGLISH));
      throw e;
    } finally {
      running.set(false);
    }
  }

  private BackupReport makeOne(Optional<Path> target, BackupListener listener) {
    BackupPlan present = plan.get();
    StoreDump dump = need(parts.dump(), "the store is not started");
    PassphraseSeal seal = need(parts.seal(), "the ciphers are not started");
    KeyVault vault = need(parts.vault(), "the key vault is not open");
    ChangeFeed feed = need(parts.feed(), "the store is not started");
    Instant at = clock.instant();
    var manifest =
        new Manifest(build, dump.schema(), HeadEndIdentity.of(vault), networks(feed), at);
    Path file = target.orElseGet(() -> place(present, manifest));
    var kept = new PassphraseFile(present.passphraseFile());
    Passphrase passphrase = passphrase(kept, seal, listener);
    try {
      DumpSummary summary =
          new BackupFile(seal)
              .write(
                  file,
                  passphrase,
                  manifest,
                  dump,
                  new HomeFiles(home, present.passphraseFile()),
                  written -> {
                    rows = written;
                    listener.rows(written);
                  });
      if (target.isEmpty()) {
        removeOldest(present);
      }
      return new BackupReport(
          file, at, Files.size(file), summary.total(), Duration.between(at, clock.instant()));
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.BACKUP_TARGET, file.toString(), e.toString());
    } finally {
      passphrase.destroy();
    }
  }

  private static List<String> networks(ChangeFeed feed) {
    return feed.networks().stream().map(BackupDesk::named).toList();
  }

  private static String named(OperatorNetwork one) {
    return one.network().id() + String.format(Locale.ROOT, " 0x%04X", one.network().caSystemId());
  }

  private static <T> T need(@Nullable T part, String reason) {
    if (part == null) {
      throw new CaskadeException(ErrorCode.BACKUP_NOT_POSSIBLE, reason);
    }
    return part;
  }

  private static Path place(BackupPlan plan, Manifest manifest) {
    Path file =
        plan.folder()
            .resolve(
                PREFIX
                    + manifest.headEnd().substring(0, 4)
                    + "-"
                    + STAMP.format(manifest.at())
                    + SUFFIX);
    try {
      Files.createDirectories(
          plan.folder(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return file;
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.BACKUP_TARGET, file.toString(), e.toString());
    }
  }

  private static Passphrase passphrase(
      PassphraseFile file, PassphraseSeal seal, BackupListener listener) {
    if (file.exists()) {
      return file.read();
    }
    Passphrase made = seal.generate();
    file.create(made);
    LOG.warn(
        "Made the passphrase of the backups in {}: keep it in another place too; without it no"
            + " backup can be opened",
        file.file());
    Passphrase shown = file.read();
    try {
      listener.passphraseMade(shown, file.file());
    } finally {
      shown.destroy();
    }
    return made;
  }

  /** By their names, which tell their time. */
  private static void removeOldest(BackupPlan plan) throws IOException {
    List<Path> newestFirst;
    try (Stream<Path> files = Files.list(plan.folder())) {
      newestFirst =
          files
              .filter(BackupDesk::isOurs)
              .sorted(Comparator.comparing(BackupDesk::stamp).reversed())
              .toList();
    }
    for (int i = plan.keep(); i < newestFirst.size(); i++) {
      Files.delete(newestFirst.get(i));
    }
  }

  private static boolean isOurs(Path file) {
    return file.getFileName().toString().matches(PREFIX + "[0-9a-f]{4}-\\d{8}T\\d{6}Z\\" + SUFFIX);
  }

  private static String stamp(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.indexOf('-', PREFIX.length()));
  }

  @Override
  public BackupStatus status() {
    Failure failed = failure;
    return new BackupStatus(
        running.get(),
        rows,
        Optional.ofNullable(last),
        Optional.ofNullable(failed).map(found -> found.reason().getMessage()),
        plan.get().next(clock.instant(), ZoneId.systemDefault()));
  }

  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }
}
