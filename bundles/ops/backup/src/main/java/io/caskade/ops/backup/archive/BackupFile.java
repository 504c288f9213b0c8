package io.caskade.ops.backup.archive;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import io.caskade.api.keys.PassphraseSeal;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.api.rights.dump.StoreDump;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes and reads backups as files. Holds nothing; safe for any thread. */
public final class BackupFile {
  /** The part with the database. */
  static final String STORE = "store";

  /** A manifest is a few lines. */
  private static final int LONGEST_MANIFEST = 1 << 16;

  private final PassphraseSeal seal;

  public BackupFile(PassphraseSeal seal) {
    this.seal = seal;
  }

  /** Takes the parts of a backup that follow its manifest. */
  public interface Visitor {
    void manifest(Manifest manifest) throws IOException;

    /** The database, as {@link StoreDump#write} wrote it. */
    void store(InputStream dump) throws IOException;

    /** A file, by the name of its part ({@link HomeFiles}). */
    void file(String part, InputStream content) throws IOException;
  }

  /**
   * Writes a backup beside its place, owner only, and moves it there when it is whole and on the
   * disk. The database goes first, so that the vault is never older than the keys it must open.
   *
   * @param target must not exist
   * @throws CaskadeException BACKUP_TARGET and what the dump throws; no half file is left
   */
  public DumpSummary write(
      Path target,
      Passphrase passphrase,
      Manifest manifest,
      StoreDump dump,
      HomeFiles files,
      LongConsumer rows) {
    Path place = target.toAbsolutePath().normalize();
    if (Files.exists(place)) {
      throw unfit(place, "it exists");
    }
    @Nullable Path draft = null;
    try {
      draft = draft(place);
      DumpSummary summary = fill(draft, passphrase, manifest, dump, files, rows);
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      force(place);
      return summary;
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.BACKUP_TARGET, place.toString(), reason(e));
    } finally {
      remove(draft);
    }
  }

  private static Path draft(Path place) throws IOException {
    Path folder = place.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw unfit(place, "there is no folder " + folder);
    }
    return Files.createTempFile(
        folder,
        "." + place.getFileName() + ".",
        ".part",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private DumpSummary fill(
      Path draft,
      Passphrase passphrase,
      Manifest manifest,
      StoreDump dump,
      HomeFiles files,
      LongConsumer rows)
      throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      DumpSummary[] summary = new DumpSummary[1];
      // Closing the stream would close the channel before it is forced.
      OutputStream open = new Unclosed(Channels.newOutputStream(channel));
      try (PartWriter parts = new PartWriter(seal.seal(passphrase, open))) {
        parts.part(Manifest.PART, manifest.toBytes());
        parts.part(STORE, target -> summary[0] = dump.write(target, rows));
        for (Map.Entry<String, Path> file : files.parts().entrySet()) {
          parts.part(file.getKey(), target -> Files.copy(file.getValue(), target));
        }
        parts.finish();
      }
      channel.force(true);
      return summary[0];
    }
  }

  private static void force(Path place) throws IOException {
    Path folder = place.getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void remove(@Nullable Path draft) {
    try {
      if (draft != null) {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.BACKUP_TARGET, draft.toString(), reason(e));
    }
  }

  /**
   * Reads a backup from its first to its last byte. What the visitor was given is certain only when
   * this returned: let a first visitor change nothing.
   *
   * @throws CaskadeException SEAL_UNKNOWN, SEAL_NEWER, SEAL_PASSPHRASE_WRONG, SEAL_CUT_OFF,
   *     SEAL_ALTERED, BACKUP_INVALID
   * @throws IOException when the file cannot be read
   */
  public void read(Path file, Passphrase passphrase, Visitor visitor) throws IOException {
    try (InputStream source = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream clear = seal.unseal(passphrase, source)) {
      var order = new Order(visitor);
      new PartReader(clear).read(order);
      order.requireWhole();
    }
  }

  private static CaskadeException unfit(Path place, String reason) {
    return new CaskadeException(ErrorCode.BACKUP_TARGET, place.toString(), reason);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** The manifest comes first, then the database once, then files. */
  private static final class Order implements PartReader.Visitor {
    private final Visitor visitor;
    private boolean manifest;
    private boolean store;

    Order(Visitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void part(String name, InputStream content) throws IOException {
      if (!manifest) {
        if (!name.equals(Manifest.PART)) {
          throw new CaskadeException(ErrorCode.BACKUP_INVALID, "its manifest is missing");
        }
        manifest = true;
        visitor.manifest(Manifest.of(content.readNBytes(LONGEST_MANIFEST)));
      } else if (name.equals(STORE)) {
        if (store) {
          throw new CaskadeException(ErrorCode.BACKUP_INVALID, "its database comes twice");
        }
        store = true;
        visitor.store(content);
      } else {
        visitor.file(name, content);
      }
    }

    void requireWhole() {
      if (!store) {
        throw new CaskadeException(ErrorCode.BACKUP_INVALID, "its database is missing");
      }
    }
  }

  private static final class Unclosed extends OutputStream {
    private final OutputStream target;

    Unclosed(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
      target.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      target.write(bytes, offset, length);
    }
  }
}
