package io.caskade.tools.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Fresh keys in files that only their owner may read. */
final class DemoKeys {
  private final Path folder;
  private final RandomGenerator random;

  DemoKeys(Path folder, RandomGenerator random) {
    this.folder = folder;
    this.random = random;
  }

  /** Makes a key and its file. */
  Path make(String name, int length) throws IOException {
    byte[] key = new byte[length];
    random.nextBytes(key);
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(key));
    Arrays.fill(key, (byte) 0);
    return file;
  }
}
