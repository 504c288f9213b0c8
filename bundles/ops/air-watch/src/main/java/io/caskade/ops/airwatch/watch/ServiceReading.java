package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ops.Alarm;
import io.caskade.ops.airwatch.watch.AirReport.CardLine;
import io.caskade.ops.airwatch.watch.AirReport.ServiceLine;
import io.caskade.ops.airwatch.watch.HeadEndView.SoldService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the state of a service into a line of the report. */
final class ServiceReading {
  private ServiceReading() {}

  static ServiceLine of(
      ServiceWatch service, List<CardLine> cards, List<Alarm> alarms, Moment now) {
    NetworkId network = service.network().orElseThrow();
    Optional<ProductMask> sold = service.identity().sold().map(SoldService::products);
    Optional<AccessCriteria> known =
        service.criteria().or(() -> sold.map(ProductMask::toAccessCriteria));
    EcmWatch ecms = service.ecms();
    return new ServiceLine(
        service.serviceId(),
        service.title(),
        service.firstSeen().wall(),
        network,
        service.flows(now) ? 1 - service.clearShare(now) : 0,
        service.ecmPid(),
        written(service.ecmState()),
        ecms.seen() ? Optional.of(Duration.ofNanos(ecms.age(now.nanos()))) : Optional.empty(),
        Duration.ofNanos(ecms.interval()),
        written(service.words().match()),
        Duration.ofNanos(service.words().age(now.nanos())),
        service.criteria(),
        sold,
        cards.stream()
            .filter(card -> known.filter(ac -> card.opens(network, ac, now.wall())).isPresent())
            .map(card -> card.card().serial().printed())
            .toList(),
        alarms.stream().map(alarm -> alarm.code().name()).toList());
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
