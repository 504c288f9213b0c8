package io.caskade.ecm.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
  @Test
  void versionsOrderAsOsgiDoes() {
    assertThat(
            Stream.of("1.10", "1.9.0", "1.9.0.beta", "1.9.0.alpha", "2", "1.9.0.SNAPSHOT")
                .map(ProfileVersion::parse)
                .sorted()
                .map(v -> v.major() + "." + v.minor() + "." + v.micro() + "." + v.qualifier()))
        .containsExactly(
            "1.9.0.", "1.9.0.SNAPSHOT", "1.9.0.alpha", "1.9.0.beta", "1.10.0.", "2.0.0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.", "1.2.3.4.5", "-1", "1..2", "99999999999"})
  void whatIsNoVersionIsRefused(String text) {
    assertThatThrownBy(() -> ProfileVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pinsSurviveInTheirFile(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("data/pins");
    assertThat(new PinFile(path).load()).isEmpty();

    new PinFile(path).save(Map.of("tvcas3", "1.2.3", "caskade1", "2.0.0"));

    assertThat(new PinFile(path).load())
        .containsOnly(Map.entry("tvcas3", "1.2.3"), Map.entry("caskade1", "2.0.0"));
    assertThat(directory.resolve("data").toFile().list()).containsExactly("pins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tvcas3=no version", "tvcas3=", "a=\\u12", "\u0000\u0001"})
  void damagedPinsAreNoPins(String contents, @TempDir Path directory) throws Exception {
    Path path = directory.resolve("pins");
    Files.writeString(path, contents);

    assertThat(new PinFile(path).load()).isEmpty();
  }

  @Test
  void rateLimitLetsOneThroughPerIntervalAndCountsTheRest() {
    var nanos = new AtomicLong(Long.MAX_VALUE - 5);
    var limit = new RateLimit(Duration.ofNanos(10), nanos::get);

    assertThat(limit.pass()).isZero();
    assertThat(limit.pass()).isEqualTo(RateLimit.HELD_BACK);
    nanos.addAndGet(9);
    assertThat(limit.pass()).isEqualTo(RateLimit.HELD_BACK);
    nanos.addAndGet(1);
    assertThat(limit.pass()).isEqualTo(2);
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new IssuerSettings(-1, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("warmUpEcms")
        .hasMessageContaining("io.caskade.issuer");
    assertThatThrownBy(() -> new IssuerSettings(1, Duration.ofHours(1), Duration.ZERO))
        .hasMessageContaining("warmUpLimitMs");
    assertThatThrownBy(() -> new IssuerSettings(1, Duration.ZERO, Duration.ofHours(1)))
        .hasMessageContaining("swapLimitSeconds");
  }
}
