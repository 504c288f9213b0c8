package io.caskade.ecm.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProfileGateTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ProfileGate gate = new ProfileGate(nanos::get, new SecureRandom());
  private final IssuerSettings settings =
      new IssuerSettings(50, Duration.ofSeconds(3), Duration.ofSeconds(1));

  @Test
  void faithfulProfilePassesWithItsDemands() {
    ToyProfile profile = ToyProfile.good(0x80);

    assertThat(gate.check("toy", profile, settings, () -> false))
        .isEqualTo(new ProfileGate.Passed(profile.traits()));
    assertThat(profile.workers).hasSize(2).allMatch(worker -> worker.closed);
  }

  @Test
  void differenceIsNamedByVectorAndByte() {
    assertThat(why("toy", ToyProfile.broken(0x80)))
        .isEqualTo("vector 'first' differs at byte 2 (5 of 3 bytes)");
  }

  @Test
  void profileUnderAnotherNameIsRejected() {
    assertThat(why("tvcas3", ToyProfile.good(0x80)))
        .isEqualTo("its service is named 'tvcas3', its traits 'toy'");
  }

  @Test
  void profileThatDoesNotTakeTheKeyOfItsVectorIsRejected() {
    ToyProfile picky = ToyProfile.good(0x80);
    picky.refusedKey = 3;

    assertThat(why("toy", picky)).startsWith("vector 'first': The key of toy");
  }

  @Test
  void warmUpEndsAtItsLimitOfTime() {
    var calls = new AtomicInteger();
    ToyProfile slow = ToyProfile.good(0x80);
    slow.eachEcm =
        () -> {
          calls.incrementAndGet();
          nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        };

    assertThat(gate.check("toy", slow, settings, () -> false))
        .isInstanceOf(ProfileGate.Passed.class);
    assertThat(calls.get()).isBetween(1, 5);
  }

  @Test
  void warmUpEndsWhenTheProfileIsTakenAway() {
    ToyProfile profile = ToyProfile.good(0x80);
    var asked = new AtomicInteger();

    gate.check("toy", profile, settings, () -> asked.incrementAndGet() > 3);

    assertThat(asked.get()).isEqualTo(4);
  }

  private String why(String name, ToyProfile profile) {
    return gate.check(name, profile, settings, () -> false) instanceof ProfileGate.Failed failed
        ? failed.why()
        : "passed";
  }
}
