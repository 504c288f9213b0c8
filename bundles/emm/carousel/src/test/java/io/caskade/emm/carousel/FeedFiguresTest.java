package io.caskade.emm.carousel;

import static io.caskade.emm.carousel.HeadEnd.NORTH;
import static io.caskade.emm.carousel.HeadEnd.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.emm.EmmFeed;
import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FeedFiguresTest {
  private static final Duration NEVER = Duration.ofDays(365);

  private final HeadEnd headEnd = new HeadEnd();

  private OptionalDouble read(String name, String of) {
    return headEnd.carousel.metrics().stream()
        .filter(family -> family.name().equals(name))
        .flatMap(family -> family.samples().stream())
        .filter(sample -> sample.labels().getOrDefault("class", "").equals(of))
        .mapToDouble(sample -> ((Reading.Value) sample.reading()).value())
        .findFirst();
  }

  private double value(String name, String of) {
    return read(name, of).orElseThrow();
  }

  @Test
  void whatIsSentIsCountedByTheClassItBelongsTo() {
    headEnd.exists(NORTH, 1, "");
    headEnd.exists(NORTH, 2, "");
    EmmFeed feed = headEnd.open(NEVER, NORTH);
    headEnd.drain(feed);
    assertThat(value("carousel_emms", "cycle")).isEqualTo(2);

    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.changes(NORTH, Urgency.BULK, 2);
    assertThat(value("carousel_waiting", "single")).isEqualTo(1);
    assertThat(value("carousel_waiting", "bulk")).isEqualTo(1);
    headEnd.passes(Duration.ofSeconds(3));
    assertThat(value("carousel_oldest_change_seconds", "")).isEqualTo(3);
    headEnd.drain(feed);

    assertThat(value("carousel_emms", "single")).isEqualTo(1);
    assertThat(value("carousel_emms", "bulk")).isEqualTo(1);
    assertThat(value("carousel_emms", "repeat")).isZero();
    assertThat(value("carousel_bytes", "single")).isPositive();
    assertThat(value("carousel_waiting", "single")).isZero();
    assertThat(value("carousel_waiting", "repeat")).isPositive();
    assertThat(value("carousel_oldest_change_seconds", "")).isZero();
    headEnd.passes(Duration.ofSeconds(10));
    headEnd.drain(feed);
    assertThat(value("carousel_emms", "repeat")).isPositive();
  }

  @Test
  void anOutputOfSeveralNetworksSaysSoAndAClosedOneIsGone() {
    EmmFeed feed = headEnd.open(NEVER, NORTH, SOUTH);
    assertThat(headEnd.carousel.metrics().get(0).samples().get(0).labels())
        .containsEntry("network", "several")
        .containsKey("output");
    feed.close();
    assertThat(read("carousel_cards", "")).isEmpty();
  }
}
