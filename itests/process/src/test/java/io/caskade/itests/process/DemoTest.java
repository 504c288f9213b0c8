package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The main job from end to end, as {@code ./caskade demo --once} shows it. */
class DemoTest {
  private static final long MINUTES = 6;

  @Test
  void onlyThePaidCardWatchesAndASuspendedOneGoesDark() throws IOException, InterruptedException {
    Path log = Path.of(System.getProperty("caskade.process.folder")).resolve("demo.log");
    Files.createDirectories(log.getParent());
    Process demo =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dcaskade.distribution=" + System.getProperty("caskade.distribution"),
                "-jar",
                System.getProperty("caskade.demo"),
                "--once")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(demo.waitFor(MINUTES, TimeUnit.MINUTES)).as("the demo ends by itself").isTrue();
    } finally {
      demo.destroy();
    }
    String told = Files.readString(log);
    assertThat(demo.exitValue()).as(told).isZero();
    assertThat(told).contains("All of it was seen").doesNotContain("NOT SEEN");
  }
}
