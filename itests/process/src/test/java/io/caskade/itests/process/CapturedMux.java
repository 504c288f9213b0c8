package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A mux that is recorded by the head-end and played again by the simulator. */
final class CapturedMux {
  private static final long REPLAY_SECONDS = 60;
  private static final int PROVISIONS = 5;

  private final HeadEnd headEnd;

  CapturedMux(HeadEnd headEnd) {
    this.headEnd = headEnd;
  }

  /** Records a session of {@link Scs}; returns the one file of the capture. */
  Path record() throws IOException {
    assertThat(headEnd.demand("cas:capture-start --minutes 5 ecmg-main")).contains("captures");
    try (Scs scs = new Scs(headEnd.ecmgPort())) {
      for (int i = 0; i < PROVISIONS; i++) {
        scs.provision();
      }
    }
    assertThat(headEnd.demand("cas:capture-stop ecmg-main")).contains("ecmg-main");
    try (Stream<Path> files = Files.list(headEnd.file("data/captures"))) {
      Path capture = files.reduce((one, two) -> two).orElseThrow();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(capture)))
          .isEqualTo("rw-------");
      requireNoWord(capture);
      return capture;
    }
  }

  private static void requireNoWord(Path capture) throws IOException {
    String bytes = HexFormat.of().formatHex(Files.readAllBytes(capture));
    for (int cp = 1; cp <= PROVISIONS + 1; cp++) {
      assertThat(bytes).doesNotContain(HexFormat.of().toHexDigits(Scs.word(cp)));
    }
  }

  /** Plays it to the head-end at its own speed; returns what the simulator printed. */
  String replay(Path capture) throws IOException, InterruptedException {
    Path log = headEnd.file("replay.log");
    Process simulator =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("caskade.demo"),
                "io.caskade.tools.simulator.Simulate",
                "replay",
                capture.toString(),
                "--to",
                "127.0.0.1:" + headEnd.ecmgPort(),
                "--fast")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(simulator.waitFor(REPLAY_SECONDS, TimeUnit.SECONDS)).as("replay ends").isTrue();
    } finally {
      simulator.destroy();
    }
    String told = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(simulator.exitValue()).as(told).isZero();
    return told;
  }
}
