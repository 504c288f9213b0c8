package io.caskade.tools.bill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes {@code SHA256SUMS} into a folder, as {@code sha256sum -c} reads it: what was carried on a
 * stick can be checked where it arrives.
 */
public final class Sums {
  static final String FILE = "SHA256SUMS";

  private Sums() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("wanted: FOLDER");
    }
    write(Path.of(arguments[0]));
  }

  static void write(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.equals(folder.resolve(FILE)))
              .sorted()
              .toList();
    }
    var text = new StringBuilder();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      text.append(JarFacts.digest(file)).append("  ").append(name).append('\n');
    }
    Files.writeString(folder.resolve(FILE), text);
  }
}
