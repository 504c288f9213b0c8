package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two head-ends want the same ECMG port. The first is also asked to record a mux meanwhile. */
final class OccupiedPortTest {
  /** The listener looks again at growing intervals of up to 30 s. */
  private static final Duration NEXT_LOOK = Duration.ofSeconds(60);

  @Test
  void theSecondHeadEndSaysSoAndTakesThePortWhenTheFirstOneStops() throws Exception {
    try (HeadEnd first = new HeadEnd("occupied-first");
        HeadEnd second = new HeadEnd("occupied-second", first.ecmgPort())) {
      first.start();
      provisionOnce(first.ecmgPort());
      aMuxIsRecordedAndPlayedAgain(first);
      second.start();

      String sentence = "Port " + first.ecmgPort() + " on 127.0.0.1 is in use.";
      assertThat(second.demand("cas:status")).contains(sentence);
      assertThat(second.log()).contains(sentence).doesNotContain("java.net.BindException");
      provisionOnce(first.ecmgPort());

      first.stop();
      Patience.await(
          "the second head-end listens",
          NEXT_LOOK,
          () -> !second.demand("cas:status").contains(sentence));
      provisionOnce(second.ecmgPort());
      assertThat(second.demand("cas:ecmg-list")).contains("main").contains("running");
    }
  }

  private static void aMuxIsRecordedAndPlayedAgain(HeadEnd headEnd) throws Exception {
    CapturedMux mux = new CapturedMux(headEnd);
    assertThat(mux.replay(mux.record()))
        .contains("7 messages, 7 answers recorded")
        .contains("7 of 7 answers as recorded")
        .contains("Same.");
    assertThat(headEnd.demand("cas:simulcrypt-explain ecmg-main")).doesNotContain("TS 103 197");
  }

  private static void provisionOnce(int port) throws Exception {
    try (Scs scs = new Scs(port)) {
      scs.provision();
    }
  }
}
