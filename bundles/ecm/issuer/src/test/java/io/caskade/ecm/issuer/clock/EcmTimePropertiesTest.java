package io.caskade.ecm.issuer.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to clocks, process and operator, no stamp is earlier than one before. */
class EcmTimePropertiesTest {
  private enum Kind {
    ADVANCE,
    /** The keeper is late: less than half of the floor's lead, which is what a tick leaves. */
    LATE_TICK,
    STEP,
    ACCEPT,
    KILL,
    RESTART,
    DOWN
  }

  private record Event(Kind kind, int millis) {}

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Integer> amount =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-5_000, 5_000),
            Arbitraries.integers().between(-200_000_000, 200_000_000));
    return Arbitraries.of(Kind.class)
        .flatMap(kind -> amount.map(millis -> new Event(kind, millis)))
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 2_000)
  void neverBackwardsUnderAnySequenceOfStepsRestartsAndAcceptances(
      @ForAll("events") List<Event> events) {
    var world = new World();
    EcmTime time = world.start();
    long last = time.seconds();
    for (Event event : events) {
      time = apply(event, world, time);
      long now = time.seconds();
      assertThat(now).as("after %s", event).isGreaterThanOrEqualTo(last);
      assertThat(world.floor.orElseThrow())
          .as("floor ahead of every stamp after %s", event)
          .isGreaterThanOrEqualTo(now);
      last = now;
    }
  }

  @Property(tries = 500)
  void alwaysFastEnoughForCardsThatCountEcmsOfOneTime(@ForAll("events") List<Event> events) {
    var world = new World();
    EcmTime time = world.start();
    for (Event event : events) {
      time = apply(event, world, time);
    }
    long before = time.seconds();
    world.run(time, 100);

    assertThat(time.seconds() - before).isBetween(94L, 102L);
  }

  private static EcmTime apply(Event event, World world, EcmTime time) {
    long forward = Math.abs((long) event.millis());
    switch (event.kind()) {
      case ADVANCE -> world.run(time, forward % 20);
      case LATE_TICK -> {
        world.advance(forward % 5_000);
        assertThat(world.floor.orElseThrow()).isGreaterThanOrEqualTo(time.seconds());
        time.tick();
      }
      case STEP -> {
        world.step(event.millis());
        time.tick();
      }
      case ACCEPT -> time.accept();
      case KILL -> {
        return world.start();
      }
      case RESTART -> {
        time.close();
        return world.start();
      }
      case DOWN -> {
        time.seconds();
        world.advance(forward);
        return world.start();
      }
    }
    return time;
  }
}
