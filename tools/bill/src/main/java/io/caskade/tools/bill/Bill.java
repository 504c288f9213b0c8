package io.caskade.tools.bill;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the bill of materials of what is shipped. Arguments: the folder with the unpacked
 * distribution, the version, the time of the sources (ISO 8601), the file to write, and any number
 * of further jars that are shipped beside the distribution.
 */
public final class Bill {
  private static final int LEAST = 4;

  private final Path root;

  /**
   * @param root with the unpacked distribution
   */
  Bill(Path root) {
    this.root = root;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < LEAST) {
      throw new IllegalArgumentException("wanted: FOLDER VERSION TIME TO [JAR ...]");
    }
    Path to = Path.of(arguments[3]);
    List<Path> beside = Stream.of(arguments).skip(LEAST).map(Path::of).toList();
    Collection<Component> components = new Bill(Path.of(arguments[0])).components(beside);
    if (to.getParent() != null) {
      Files.createDirectories(to.getParent());
    }
    try (Writer out = Files.newBufferedWriter(to)) {
      new CycloneDx("caskade", arguments[1], Instant.parse(arguments[2])).write(components, out);
    }
  }

  /** What lies below the root and beside it; the same bytes in two places are one component. */
  Collection<Component> components(List<Path> beside) throws IOException {
    var found = new TreeMap<String, Component>(Comparator.naturalOrder());
    for (Path file : jars()) {
      add(found, Component.of(root, file, root.resolve("system")));
    }
    for (Path file : beside) {
      Path folder = file.toAbsolutePath().getParent();
      add(found, Component.of(folder == null ? root : folder, file.toAbsolutePath(), root));
    }
    return found.values();
  }

  private static void add(TreeMap<String, Component> found, Component component) {
    found.merge(
        component.reference(),
        component,
        (one, other) -> {
          one.places().addAll(other.places());
          return one;
        });
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
