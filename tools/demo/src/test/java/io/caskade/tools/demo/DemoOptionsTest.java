package io.caskade.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.tools.commandline.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoOptionsTest {
  private static Path made(Path folder) throws IOException {
    return Files.createFile(folder.resolve("head-end.tar.gz"));
  }

  @Test
  void takesTheDistributionThatWasBuiltUnlessAnotherIsNamed(@TempDir Path folder)
      throws IOException {
    Path built = made(folder);
    DemoOptions options =
        DemoOptions.parse(new String[] {"--once"}, Optional.of(built.toString())).orElseThrow();
    assertThat(options.distribution()).isEqualTo(built);
    assertThat(options.once()).isTrue();
    assertThat(options.cryptoPeriod()).isEqualTo(Duration.ofSeconds(3));
    DemoOptions other =
        DemoOptions.parse(
                new String[] {"--distribution", folder.toString(), "--seconds", "7"},
                Optional.of(built.toString()))
            .orElseThrow();
    assertThat(other.distribution()).isEqualTo(folder);
    assertThat(other.run()).contains(Duration.ofSeconds(7));
  }

  @Test
  void saysWhatIsMissing(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> DemoOptions.parse(new String[0], Optional.empty()))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("--distribution is missing");
    String built = made(folder).toString();
    assertThatThrownBy(
            () -> DemoOptions.parse(new String[] {"--input", "none.ts"}, Optional.of(built)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("none.ts");
  }

  @Test
  void helpNeedsNothing() {
    assertThat(DemoOptions.parse(new String[] {"--help"}, Optional.empty())).isEmpty();
  }
}
