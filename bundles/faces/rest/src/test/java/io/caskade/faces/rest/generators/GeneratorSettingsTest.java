package io.caskade.faces.rest.generators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written here is what the transports know. */
class GeneratorSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"ecmg", "emmg"})
  void theKnownSettingsAreTheDocumentedOnes(String kind) throws IOException {
    String page =
        Files.readString(
            Path.of(System.getProperty("caskade.root", "../../..")).resolve("docs/settings.md"));
    String heading = "## `io.caskade." + kind + "-<name>.cfg`";
    String section = page.substring(page.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
    assertThat(GeneratorSettings.KNOWN.get(kind))
        .containsExactlyInAnyOrderElementsOf(
            Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(section)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList());
  }
}
