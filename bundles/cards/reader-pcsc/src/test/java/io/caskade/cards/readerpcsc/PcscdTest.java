package io.caskade.cards.readerpcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The driver on the real {@code pcscd} with the virtual reader of {@code vsmartcard-vpcd}, in a
 * network and a /run/pcscd of its own, which takes root: that reader listens on every address. With
 * {@code -Dcaskade.fast=true} it is left out where a part is missing.
 */
@Tag("real-parts")
class PcscdTest {
  /** Set where the virtual reader is nobody else's. */
  static final String ALONE = "caskade.pcscd.alone";

  static final String PASSED = "tests passed: ";

  private static final String PLACE =
      "ip link set lo up && mkdir -p /run/pcscd && mount -t tmpfs none /run/pcscd && exec \"$@\"";

  @Test
  @Timeout(300)
  void theDriverKeepsItsContractOnTheRealService() throws Exception {
    need(isProgram("pcscd"), "pcscd is not installed: apt-get install pcscd");
    need(
        Files.exists(Path.of("/etc/reader.conf.d/vpcd")),
        "the virtual reader is not installed: apt-get install vsmartcard-vpcd");
    need(
        run(List.of("unshare", "-n", "-m", "true")).exit() == 0,
        "no right to make a network namespace: run this as root");

    Ran ran =
        run(
            List.of(
                "unshare",
                "-n",
                "-m",
                "--propagation",
                "private",
                "--kill-child",
                "-f",
                "sh",
                "-c",
                PLACE,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + ALONE + "=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                RealPcsc.class.getName()));
    assertThat(ran.exit()).as(ran.said()).isZero();
    int passed = Integer.parseInt(ran.said().replaceAll("(?s).*" + PASSED + "(\\d+).*", "$1"));
    assertThat(passed).as(ran.said()).isGreaterThanOrEqualTo(12);
  }

  private static void need(boolean there, String otherwise) {
    if (!there) {
      assumeFalse(Boolean.getBoolean("caskade.fast"), otherwise);
      fail(otherwise);
    }
  }

  private static boolean isProgram(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "") + ":/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private record Ran(int exit, String said) {}

  private static Ran run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("pcscd-test", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(240, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      return new Ran(
          ended ? process.exitValue() : -1, Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
