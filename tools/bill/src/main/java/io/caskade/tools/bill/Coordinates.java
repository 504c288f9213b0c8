package io.caskade.tools.bill;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a jar is called.
 *
 * @param group empty when nothing tells it
 * @param version empty when nothing tells it
 * @param classifier empty for none
 */
record Coordinates(String group, String name, String version, String classifier)
    implements Comparable<Coordinates> {
  private static final String JAR = ".jar";
  private static final Comparator<Coordinates> ORDER =
      Comparator.comparing(Coordinates::group)
          .thenComparing(Coordinates::name)
          .thenComparing(Coordinates::version)
          .thenComparing(Coordinates::classifier);

  /** The least depth of {@code group/name/version/name-version.jar}. */
  private static final int LEAST = 4;

  /**
   * By the place in a Maven repository.
   *
   * @param file relative to the repository
   * @return empty when it does not lie there as a repository would have it
   */
  static Optional<Coordinates> inRepository(Path file) {
    int count = file.getNameCount();
    String last = file.getName(count - 1).toString();
    if (count < LEAST || !last.endsWith(JAR)) {
      return Optional.empty();
    }
    String version = file.getName(count - 2).toString();
    String name = file.getName(count - 3).toString();
    String rest = last.substring(0, last.length() - JAR.length());
    String plain = name + "-" + version;
    if (!rest.equals(plain) && !rest.startsWith(plain + "-")) {
      return Optional.empty();
    }
    String group = file.subpath(0, count - 3).toString().replace('\\', '/').replace('/', '.');
    String classifier = rest.equals(plain) ? "" : rest.substring(plain.length() + 1);
    return Optional.of(new Coordinates(group, name, version, classifier));
  }

  /** By the name of the file alone: the last hyphen before a digit begins the version. */
  static Coordinates ofFile(String file) {
    String rest = file.endsWith(JAR) ? file.substring(0, file.length() - JAR.length()) : file;
    for (int i = rest.length() - 2; i > 0; i--) {
      if (rest.charAt(i) == '-' && Character.isDigit(rest.charAt(i + 1))) {
        return new Coordinates("", rest.substring(0, i), rest.substring(i + 1), "");
      }
    }
    return new Coordinates("", rest, "", "");
  }

  /** True when a file of this name may be this artifact. */
  boolean mayBe(String file) {
    return file.equals(name + "-" + version + JAR) || file.startsWith(name + "-" + version + "-");
  }

  Coordinates classified(String other) {
    return new Coordinates(group, name, version, other);
  }

  /** As a package URL. */
  String purl() {
    return "pkg:maven/"
        + (group.isEmpty() ? "" : encoded(group) + "/")
        + encoded(name)
        + (version.isEmpty() ? "" : "@" + encoded(version))
        + (classifier.isEmpty() ? "" : "?classifier=" + encoded(classifier));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public int compareTo(Coordinates other) {
    return ORDER.compare(this, other);
  }
}
