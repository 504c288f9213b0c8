package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.SuperCasId;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerFiguresTest {
  private final TestMux mux = new TestMux();

  private List<Sample> read(String name) {
    return mux.listener().figures().metrics("main", mux.loop().now()).stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow()
        .samples();
  }

  private double value(String name) {
    assertThat(read(name)).as(name).hasSize(1);
    return ((Reading.Value) read(name).get(0).reading()).value();
  }

  @Test
  void countsWhatChannelsDoByNetworkAndChannel() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.setUpStream(2);
    mux.send(mux.provision(1, 4), mux.provision(2, 4));
    mux.answer(EcmResponse.class);
    mux.answer(EcmResponse.class);

    Map<String, String> labels = read("ecmg_provisions").get(0).labels();
    assertThat(labels).containsOnlyKeys("listener", "network", "channel");
    assertThat(labels).containsEntry("channel", "7").containsEntry("listener", "main");
    assertThat(value("ecmg_provisions")).isEqualTo(2);
    assertThat(value("ecmg_ecms")).isEqualTo(2);
    assertThat(value("ecmg_streams")).isEqualTo(2);
    assertThat(value("ecmg_parked")).isZero();
  }

  @Test
  void theTimeOfAnAnswerCountsFromItsArrivalAlsoWhenItWaited() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 4));
    mux.answer(EcmResponse.class);
    mux.issuer().available(false);
    mux.send(mux.provision(1, 5));
    mux.pass(Duration.ofMillis(30));
    mux.issuer().available(true);
    mux.run();
    mux.answer(EcmResponse.class);

    var times = (Reading.Distribution) read("ecmg_answer_seconds").get(0).reading();
    assertThat(times.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
    assertThat(times.counts().get(0)).as("at once").isEqualTo(1);
    assertThat(times.counts().get(times.bounds().indexOf(0.05))).as("25 to 50 ms").isEqualTo(1);
    assertThat(times.sum()).isBetween(0.029, 0.041);
    assertThat(value("ecmg_parked")).isEqualTo(1);
  }

  @Test
  void aRefusalIsCountedByItsStatus() {
    mux.setUpChannel();
    mux.send(StreamCloseRequest.of(2, TestMux.CHANNEL, 9));
    mux.answer(StreamError.class);

    assertThat(read("ecmg_refused"))
        .singleElement()
        .satisfies(
            sample -> assertThat(sample.labels()).containsEntry("status", "unknown_ecm_stream_id"));
  }

  @Test
  void aStreamTellsHowLongItWasNotProvisionedAndIsGoneWhenItIsClosed() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 4));
    mux.pass(Duration.ofSeconds(12));

    assertThat(value("ecmg_stream_provision_age_seconds")).isEqualTo(12);
    assertThat(value("ecmg_oldest_provision_age_seconds")).isEqualTo(12);
    mux.send(StreamCloseRequest.of(2, TestMux.CHANNEL, 1));
    assertThat(read("ecmg_stream_provision_age_seconds")).isEmpty();
    assertThat(value("ecmg_streams")).isZero();
    assertThat(value("ecmg_provisions")).as("totals never fall").isEqualTo(1);
  }

  @Test
  void whateverAMuxOpensTheNumberOfReadingsIsBounded() {
    ListenerFigures figures = new ListenerFigures();
    for (int channel = 0; channel < 3 * ListenerFigures.MOST_CHANNELS; channel++) {
      ChannelFigures opened =
          figures.channel(
              new ChannelGrant(2, channel, new SuperCasId(1), "main", false, TestMux.settings()));
      for (int stream = 0; stream < 5; stream++) {
        figures.open(opened, stream, 0);
      }
    }
    List<MetricFamily> all = figures.metrics("main", 0);
    assertThat(all)
        .allSatisfy(
            family ->
                assertThat(family.samples().size())
                    .as(family.name())
                    .isLessThanOrEqualTo(ListenerFigures.MOST_STREAMS));
    assertThat(all)
        .filteredOn(family -> family.name().equals("ecmg_streams"))
        .singleElement()
        .satisfies(
            family -> {
              assertThat(family.samples()).hasSize(ListenerFigures.MOST_CHANNELS + 1);
              assertThat(
                      family.samples().stream()
                          .mapToDouble(sample -> ((Reading.Value) sample.reading()).value())
                          .sum())
                  .isEqualTo(15_000);
            });
    assertThat(all)
        .filteredOn(family -> family.name().equals("ecmg_streams_unlisted"))
        .singleElement()
        .satisfies(
            family ->
                assertThat(family.samples().get(0).reading()).isEqualTo(new Reading.Value(5_000)));
  }
}
