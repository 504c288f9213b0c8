package io.caskade.faces.console.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** New files that nobody but their owner reads: they hold shares of a key or names of people. */
public final class OwnerOnly {
  private OwnerOnly() {}

  /**
   * Makes a file of mode 0600.
   *
   * @throws IOException also when it exists: nothing is overwritten
   */
  public static Path create(Path path) throws IOException {
    return Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
