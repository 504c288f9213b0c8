package io.caskade.emm.emmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.EmmgMessageType;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import io.caskade.lib.simulcrypt.explain.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a MUX does against expectation is explained; the sentences are those of the document. */
class ExplainedMuxTest {
  private final VirtualMux mux = new VirtualMux(VirtualMux.settings(), EmmStock.ofCards());

  @Test
  void aMuxThatDoesAsItShouldNeedsNoExplanation() {
    mux.connect();
    mux.run(Duration.ofSeconds(90));
    assertThat(mux.count(EmmgMessageType.CHANNEL_TEST)).as("asked, and answered").isPositive();
    mux.session.stop();
    mux.run(Duration.ofSeconds(2));
    assertThat(codes()).isEmpty();
  }

  @Test
  void whatAMuxDoesWrongIsExplainedAsTheDocumentSays() throws IOException {
    mux.allocation = OptionalInt.of(40);
    mux.connect();
    mux.say(StreamStatus.of(2, 0x0B00_0001, 1, 1, OptionalInt.of(1), 0));
    mux.say(ChannelStatus.of(2, 0x0B00_0002, 1, SectionTspktFlag.SECTIONS));
    mux.streamError(0x000F);
    mux.session.lost();
    mux.unanswered = Set.of(EmmgMessageType.CHANNEL_SETUP);
    mux.connect();
    mux.run(Duration.ofSeconds(6));
    mux.session.lost();
    mux.connect();
    mux.run(Duration.ofSeconds(2));
    mux.unanswered = Set.of();
    mux.say(ChannelStatus.of(2, 0x0B00_0001, 1, SectionTspktFlag.SECTIONS));
    assertThat(codes())
        .containsExactly(
            ExplanationCode.BANDWIDTH_SMALL,
            ExplanationCode.ANSWER_UNEXPECTED,
            ExplanationCode.ANSWER_UNEXPECTED,
            ExplanationCode.OTHER_ID,
            ExplanationCode.PEER_ERROR,
            ExplanationCode.NO_ANSWER,
            ExplanationCode.ANSWER_LATE);
    String document =
        Files.readString(Path.of("../../../docs/explained.md"), StandardCharsets.UTF_8);
    for (Seen seen : mux.notes.entries()) {
      assertThat(document).contains(seen.what().text(Locale.ENGLISH));
    }
  }

  @Test
  void silenceAfterAProbeIsToldWithTheTime() {
    mux.connect();
    mux.unanswered = Set.of(EmmgMessageType.CHANNEL_TEST);
    mux.run(Duration.ofSeconds(45));
    assertThat(mux.notes.entries())
        .last()
        .extracting(seen -> seen.what().arguments())
        .isEqualTo(List.of("channel_test", "10"));
  }

  private List<ExplanationCode> codes() {
    return mux.notes.entries().stream().map(seen -> seen.what().code()).toList();
  }
}
