package io.caskade.emm.emmg.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PacingTest {
  private static final double TOLERANCE_SECONDS = 0.020;
  private static final double LARGEST_PROVISION = 1_316 * 8 * 188 / 183.0;
  private static final double NANOS = 1e9;

  @Property(tries = 20)
  void neverExceedsTheAllocationInAnySecond(
      @ForAll @IntRange(min = 1, max = 4_000) int kbit,
      @ForAll @IntRange(min = 20, max = 400) int size,
      @ForAll @IntRange(min = 100_000, max = 60_000_000) int timerStep,
      @ForAll boolean packets) {
    VirtualMux mux = mux(kbit, packets, size);
    mux.timerStep = timerStep;
    mux.run(Duration.ofSeconds(10));
    assertThat(mux.provisions()).isNotEmpty();
    assertCeiling(mux.provisions(), kbit);
  }

  @Property(tries = 12)
  void usesTheAllocationWithinOnePercentOverAMinute(
      @ForAll @IntRange(min = 20, max = 3_000) int kbit,
      @ForAll @IntRange(min = 20, max = 400) int size,
      @ForAll boolean packets) {
    VirtualMux mux = mux(kbit, packets, size);
    mux.timerStep = 3_000_000;
    mux.run(Duration.ofSeconds(2));
    long from = mux.now();
    mux.run(Duration.ofMinutes(1));
    double allowed = kbit * 1_000.0 * 60;
    assertThat(mux.airBitsSince(from))
        .isBetween(
            0.99 * allowed - LARGEST_PROVISION, allowed + LARGEST_PROVISION + 0.02 * kbit * 1_000);
  }

  @Test
  void spacesEmmsEvenly() {
    VirtualMux mux = mux(64, false, 65);
    mux.run(Duration.ofSeconds(30));
    List<VirtualMux.Arrival> provisions = mux.provisions();
    double gap = VirtualMux.airBits(provisions.get(1)) / 64_000 * NANOS;
    for (int i = 2; i < provisions.size(); i++) {
      double spaced = provisions.get(i).nanos() - (double) provisions.get(i - 1).nanos();
      assertThat(spaced).isCloseTo(gap, withPercentage(10));
    }
  }

  @Test
  void sendsNothingWhileTheAllocationIsZeroAndGoesOnAfterwards() {
    VirtualMux mux = mux(64, false, 65);
    mux.allocate(0);
    long from = mux.now();
    mux.run(Duration.ofSeconds(20));
    assertThat(mux.airBitsSince(from)).isZero();
    mux.allocate(100);
    from = mux.now();
    mux.run(Duration.ofMillis(100));
    assertThat(mux.airBitsSince(from)).isPositive();
  }

  @Test
  void obeysChangesUpAndDownAtOnce() {
    VirtualMux mux = mux(1, false, 200);
    mux.run(Duration.ofSeconds(5));
    for (int kbit : new int[] {2_000, 10, 500, 1, 64}) {
      mux.allocate(kbit);
      long from = mux.now();
      mux.run(Duration.ofSeconds(20));
      double seconds = 20 + TOLERANCE_SECONDS;
      assertThat(mux.airBitsSince(from))
          .isBetween(
              kbit * 20_000 * 0.99 - 2 * LARGEST_PROVISION,
              kbit * 1_000 * seconds + LARGEST_PROVISION);
    }
  }

  @Test
  void aRaisedAllocationDoesNotWaitForWhatTheOldOneOwed() {
    Pacer pacer = new Pacer();
    pacer.rate(1_000, 0);
    pacer.sent(10_000, 0);
    assertThat(pacer.waitNanos(0)).isEqualTo(10_000_000_000L);
    pacer.rate(1_000_000, 0);
    assertThat(pacer.waitNanos(0)).isEqualTo(10_000_000L);
  }

  @Test
  void halvesOnExceededBandwidthAndRecoversSlowly() {
    VirtualMux mux = mux(400, false, 65);
    mux.streamError(0x000F);
    mux.streamError(0x000F);
    assertThat(mux.session.allowedKbit()).as("one complaint, not two").isEqualTo(200);
    long from = mux.now();
    mux.run(Duration.ofSeconds(5));
    assertThat(mux.airBitsSince(from)).isLessThan(200_000 * 5.02 + LARGEST_PROVISION);
    mux.streamError(0x000F);
    assertThat(mux.session.allowedKbit()).isEqualTo(100);
    mux.run(Duration.ofSeconds(11));
    assertThat(mux.session.allowedKbit()).isBetween(101L, 120L);
    mux.run(Duration.ofMinutes(5));
    assertThat(mux.session.allowedKbit()).isEqualTo(400);
    assertThat(mux.closed).isEmpty();
  }

  @Test
  void makesUpForALateTimerByNoMoreThanTheTolerance() {
    VirtualMux mux = mux(1_000, false, 65);
    mux.timerStep = Duration.ofMillis(500).toNanos();
    long from = mux.now();
    mux.run(Duration.ofSeconds(10));
    double turns = 20;
    assertThat(mux.airBitsSince(from))
        .isLessThan(
            turns * (1_000_000 * TOLERANCE_SECONDS + LARGEST_PROVISION) + LARGEST_PROVISION);
  }

  private static VirtualMux mux(int kbit, boolean packets, int size) {
    OutputSettings settings =
        VirtualMux.form(
            VirtualMux.settings(),
            packets ? SectionTspktFlag.TS_PACKETS : SectionTspktFlag.SECTIONS);
    VirtualMux mux = new VirtualMux(settings, new EmmStock(n -> size));
    mux.allocation = OptionalInt.of(kbit);
    return mux.connect();
  }

  private static void assertCeiling(List<VirtualMux.Arrival> provisions, int kbit) {
    double most = kbit * 1_000.0 * (1 + TOLERANCE_SECONDS) + LARGEST_PROVISION;
    int first = 0;
    double sum = 0;
    for (VirtualMux.Arrival last : provisions) {
      sum += VirtualMux.airBits(last);
      while (last.nanos() - provisions.get(first).nanos() > NANOS) {
        sum -= VirtualMux.airBits(provisions.get(first));
        first++;
      }
      assertThat(sum).isLessThanOrEqualTo(most);
    }
  }
}
