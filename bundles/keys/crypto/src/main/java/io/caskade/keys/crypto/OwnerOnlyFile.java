package io.caskade.keys.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that only its owner may read (mode 0600), replaced as a whole: who reads it sees the old
 * or the new contents, also after a power cut.
 */
final class OwnerOnlyFile {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnlyFile() {}

  /** Writes beside the target, forces to disk, and takes the target's place. */
  static void replace(Path target, byte[] contents) throws IOException {
    Path folder = folderOf(target);
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    FileAttribute<Set<PosixFilePermission>> mode = PosixFilePermissions.asFileAttribute(FILE);
    Path fresh = Files.createTempFile(folder, target.getFileName() + ".", ".tmp", mode);
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(contents);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      move(fresh, target);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Renames within a folder, and forces the folder to disk. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(folderOf(to), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** True when others than the owner may do anything with it. */
  static boolean isOpenToOthers(Path file) throws IOException {
    return !FILE.containsAll(Files.getPosixFilePermissions(file));
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " is not the path of a file");
    }
    return folder;
  }
}
