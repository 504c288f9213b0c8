package io.caskade.rights.mirror;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.StreamSeal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot on disk: encrypted and authenticated as a whole by the vault, working card keys
 * inside; replaced in one step, so that a power cut leaves the old one or the new one.
 */
final class SnapshotFile {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
  private static final String PURPOSE = "snapshot";
  private static final int BUFFER = 1 << 16;

  private final Path path;

  SnapshotFile(Path path) {
    this.path = path;
  }

  /**
   * The image in the file; empty when there is no file.
   *
   * @throws CaskadeException SNAPSHOT_INVALID when the file was altered, cut off or made under
   *     another vault, or cannot be read; nothing of it was used
   */
  Optional<MirrorImage> read(StreamSeal seal) {
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    try (InputStream file = Files.newInputStream(path);
        InputStream clear =
            new BufferedInputStream(
                seal.unseal(PURPOSE, new BufferedInputStream(file, BUFFER)), BUFFER)) {
      return Optional.of(SnapshotCodec.read(clear));
    } catch (StreamCorruptedException e) {
      throw new CaskadeException(
          e, ErrorCode.SNAPSHOT_INVALID, path, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.SNAPSHOT_INVALID, path, e.toString());
    }
  }

  /** When it was written; empty when the disk does not say. */
  Optional<Instant> writtenAt() {
    try {
      return Optional.of(Files.getLastModifiedTime(path).toInstant());
    } catch (IOException e) {
      LOG.debug("The age of {} cannot be told", path, e);
      return Optional.empty();
    }
  }

  /** Keeps a file that was refused, for whoever looks into it, out of the way of the next one. */
  void setAside() throws IOException {
    Files.move(path, beside(".rejected"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes the image; the former file stays until the new one is safe on the disk. */
  void write(MirrorImage image, StreamSeal seal) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = beside(".new");
    try {
      createForOwnerOnly(fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        // The seal closes what it writes to; the channel must outlive that to be forced.
        OutputStream kept =
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER) {
              @Override
              public void close() throws IOException {
                flush();
                channel.force(true);
              }
            };
        try (OutputStream sealed = new BufferedOutputStream(seal.seal(PURPOSE, kept), BUFFER)) {
          SnapshotCodec.write(image, sealed);
        }
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    if (folder != null) {
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private static void createForOwnerOnly(Path file) throws IOException {
    Files.deleteIfExists(file);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(file, ownerOnly);
    } catch (UnsupportedOperationException e) {
      // A file system without POSIX permissions; the contents are sealed anyway.
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("another process writes " + file, e);
    }
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }
}
