package io.caskade.faces.console.firststart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A text file that nobody but its owner reads (mode 0600), replaced as a whole or not at all. */
record OwnerOnlyFile(Path path) {
  boolean exists() {
    return Files.exists(path);
  }

  /** Readable by its owner only from the first byte on. */
  void write(String text) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(path + " is no file");
    }
    Path draft =
        Files.createTempFile(
            directory,
            "." + path.getFileName(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
