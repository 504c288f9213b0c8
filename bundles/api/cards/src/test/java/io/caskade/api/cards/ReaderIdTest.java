package io.caskade.api.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaderIdTest {
  private static final String PHOENIX = CardReaderDriver.FACTORY_PREFIX + "phoenix";

  @Test
  void aFileTellsDriverAndName() {
    assertThat(
            ReaderId.of(
                Map.of(
                    "service.factoryPid", PHOENIX,
                    "service.pid", PHOENIX + ".6f1c",
                    "felix.fileinstall.filename",
                        "file:/opt/head-end/etc/" + PHOENIX + "-north-2.cfg")))
        .contains(new ReaderId("phoenix", "north-2"));
  }

  @Test
  void aPidWithoutAFileDoesToo() {
    assertThat(
            ReaderId.of(Map.of("service.factoryPid", PHOENIX, "service.pid", PHOENIX + "~north")))
        .contains(new ReaderId("phoenix", "north"));
  }

  @Test
  void whatADriverSaysItselfCounts() {
    assertThat(
            ReaderId.of(
                Map.of(
                    CardReaderDriver.DRIVER,
                    "own",
                    CardReaderDriver.NAME,
                    "desk",
                    "service.factoryPid",
                    PHOENIX,
                    "service.pid",
                    PHOENIX + "~north")))
        .contains(new ReaderId("own", "desk"));
  }

  @Test
  void anythingElseIsNoReader() {
    assertThat(ReaderId.of(Map.of())).isEmpty();
    assertThat(ReaderId.of(Map.of("service.factoryPid", "io.caskade.emmg", "service.pid", "x")))
        .isEmpty();
    assertThat(ReaderId.of(Map.of(CardReaderDriver.NAME, "desk"))).isEmpty();
    assertThat(ReaderId.of(Map.of(CardReaderDriver.DRIVER, List.of("own")))).isEmpty();
  }
}
