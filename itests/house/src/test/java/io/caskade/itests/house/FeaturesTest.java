package io.caskade.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a feature installs is built before it: a clean clone builds the distribution and what it
 * depends on, and nothing else.
 */
class FeaturesTest {
  private static final Pattern BUNDLE = Pattern.compile("mvn:io\\.caskade/([a-z0-9-]+)/");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<groupId>io\\.caskade</groupId>\\s*<artifactId>([a-z0-9-]+)</artifactId>");

  @ParameterizedTest
  @ValueSource(strings = {"features/pom.xml", "itests/house/pom.xml"})
  void everyBundleOfAFeatureIsADependency(String pom) throws IOException {
    Set<String> installed = names(BUNDLE, "features/src/main/feature/features.xml");
    assertThat(installed).isNotEmpty();
    assertThat(names(DEPENDENCY, pom)).containsAll(installed);
  }

  private static Set<String> names(Pattern pattern, String file) throws IOException {
    return pattern
        .matcher(Files.readString(BuiltBundle.root().resolve(file)))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
