package io.caskade.ops.replica;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What this node was, in one line of a small file: a node starts without its database, too. Lies
 * under {@code data/}, so that no backup makes another node think that it was this one.
 */
final class RoleFile {
  /** Its name in the folder of what a node remembers. */
  static final String NAME = "replica.role";

  private final Path file;

  RoleFile(Path file) {
    this.file = file;
  }

  /**
   * A role.
   *
   * @param active node that it follows, empty for the active one
   */
  record Role(boolean standby, long epoch, String active) {}

  /**
   * @throws IOException also when it holds something else
   */
  Optional<Role> read() throws IOException {
    String[] words;
    try {
      words = Files.readString(file, StandardCharsets.UTF_8).strip().split("\t", -1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      boolean standby = words[0].equals("standby");
      if (words.length > 3 || !standby && !words[0].equals("active")) {
        throw new IOException(file + " is damaged");
      }
      return Optional.of(
          new Role(standby, Long.parseLong(words[1]), words.length == 3 ? words[2] : ""));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " is damaged", e);
    }
  }

  void write(Role role) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is not the path of a file");
    }
    Files.createDirectories(folder);
    String line =
        "%s\t%d\t%s\n"
            .formatted(role.standby() ? "standby" : "active", role.epoch(), role.active());
    Path fresh =
        Files.createTempFile(
            folder,
            file.getFileName() + ".",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** This node belongs to no pair any more. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
