package io.caskade.tools.bill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One thing that is shipped.
 *
 * @param what its name
 * @param sha256 of its bytes
 * @param inside what was packed into it, besides itself
 * @param places where it lies, relative to what is shipped
 */
record Component(
    Coordinates what,
    String sha256,
    List<Licence> licences,
    List<Coordinates> inside,
    TreeSet<String> places) {

  /**
   * @param root of what is shipped
   * @param repository a folder below it in the form of a Maven repository
   */
  static Component of(Path root, Path file, Path repository) throws IOException {
    JarFacts facts = JarFacts.read(file);
    Coordinates what = name(file, repository, facts);
    List<Coordinates> inside =
        facts.built().stream().filter(one -> !one.equals(what.classified(""))).toList();
    var places = new TreeSet<String>();
    places.add(root.relativize(file).toString().replace('\\', '/'));
    return new Component(what, facts.sha256(), facts.licences(), inside, places);
  }

  private static Coordinates name(Path file, Path repository, JarFacts facts) {
    if (file.startsWith(repository)) {
      Optional<Coordinates> placed = Coordinates.inRepository(repository.relativize(file));
      if (placed.isPresent()) {
        return placed.get();
      }
    }
    String name = String.valueOf(file.getFileName());
    Coordinates guessed = Coordinates.ofFile(name);
    return facts.built().stream()
        .filter(one -> one.mayBe(name))
        .findFirst()
        .map(one -> one.classified(classifier(one, name)))
        .orElse(guessed);
  }

  private static String classifier(Coordinates one, String file) {
    String plain = one.name() + "-" + one.version();
    return file.length() > plain.length() + ".jar".length()
        ? file.substring(plain.length() + 1, file.length() - ".jar".length())
        : "";
  }

  /** Unique in a bill. */
  String reference() {
    return what.purl() + "#" + sha256.substring(0, 12);
  }
}
