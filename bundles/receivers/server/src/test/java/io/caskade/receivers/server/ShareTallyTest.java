package io.caskade.receivers.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.receivers.ReceiverShare;
import org.junit.jupiter.api.Test;

class ShareTallyTest {
  private final ShareTally tally = new ShareTally();

  @Test
  void eachShareIsCountedAndTheLastUsedComesFirst() {
    tally.answered(0x0B00, 0, true);
    tally.answered(0x0B00, 0xFF_FFFF, false);
    tally.answered(0xFFFF, 0, false);
    tally.answered(0x0B00, 0xFF_FFFF, true);

    assertThat(tally.shown())
        .containsExactly(
            new ReceiverShare(0x0B00, 0xFF_FFFF, 2, 1),
            new ReceiverShare(0x0B00, 0, 1, 1),
            new ReceiverShare(0xFFFF, 0, 1, 0));
  }

  @Test
  void aClientThatClaimsAnythingCostsNoMemory() {
    for (int provider = 0; provider < 10_000; provider++) {
      tally.answered(0x0B00, provider, false);
    }
    assertThat(tally.shown()).hasSize(8);
    assertThat(tally.shown().stream().mapToLong(ReceiverShare::asked).sum()).isEqualTo(10_000);
  }

  @Test
  void nothingWasAskedYet() {
    assertThat(tally.shown()).isEmpty();
  }
}
