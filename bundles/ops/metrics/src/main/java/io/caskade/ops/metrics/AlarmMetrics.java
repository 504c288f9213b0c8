package io.caskade.ops.metrics;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** How many alarms of each kind hold now; also those that do not, so that rules find all. */
final class AlarmMetrics implements MetricSource {
  private final Supplier<Collection<AlarmSource>> sources;

  AlarmMetrics(Supplier<Collection<AlarmSource>> sources) {
    this.sources = sources;
  }

  @Override
  public List<MetricFamily> metrics() {
    Map<AlarmCode, Integer> numbers = new EnumMap<>(AlarmCode.class);
    for (AlarmSource source : sources.get()) {
      for (Alarm alarm : source.alarms()) {
        numbers.merge(alarm.code(), 1, Integer::sum);
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (AlarmCode code : AlarmCode.values()) {
      samples.add(
          Sample.of(
              Map.of(
                  "code",
                  code.name().toLowerCase(Locale.ROOT),
                  "severity",
                  code.severity().name().toLowerCase(Locale.ROOT)),
              numbers.getOrDefault(code, 0)));
    }
    return List.of(MetricFamily.gauge("alarms", "Alarms that hold now.", samples));
  }
}
