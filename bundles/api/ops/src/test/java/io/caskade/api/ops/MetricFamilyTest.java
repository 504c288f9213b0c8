package io.caskade.api.ops;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.caskade.api.ops.MetricFamily.Kind;
import io.caskade.api.ops.MetricFamily.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricFamilyTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Ecm", "1ecm", "ecm-answers", "ecm__answers", "ecm_", "_ecm"})
  void aNameThatIsNoMetricNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetricFamily(name, Kind.GAUGE, "Help.", List.of()))
        .withMessageContaining(name);
  }

  @Test
  void aDistributionCountsWhatIsAboveItsLastBoundToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reading.Distribution(List.of(0.1, 0.2), List.of(1L, 2L), 0.3));
  }
}
