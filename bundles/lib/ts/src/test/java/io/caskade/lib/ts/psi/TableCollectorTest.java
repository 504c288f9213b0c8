package io.caskade.lib.ts.psi;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCollectorTest {
  private final TableCollector collector = new TableCollector(Pat.TABLE_ID);

  private static Section part(int version, int number, int last) {
    return Section.psi(Pat.TABLE_ID, new TablePart(1, version, true, number, last), new byte[4]);
  }

  @Test
  void answersOnceWhenAllPartsAreThereInWhateverOrder() {
    assertThat(collector.accept(part(0, 1, 1))).isEmpty();
    assertThat(collector.accept(part(0, 0, 1))).hasValue(List.of(part(0, 0, 1), part(0, 1, 1)));
    assertThat(collector.accept(part(0, 0, 1))).isEmpty();
  }

  @Test
  void aNewVersionStartsAfresh() {
    collector.accept(part(0, 0, 1));
    assertThat(collector.accept(part(1, 1, 1))).isEmpty();
    assertThat(collector.accept(part(1, 0, 1))).isPresent();
    assertThat(collector.accept(part(2, 0, 0))).hasValue(List.of(part(2, 0, 0)));
  }

  @Test
  void ignoresOtherTablesFutureVersionsAndImpossibleNumbers() {
    assertThat(collector.accept(Section.shortForm(0x82, new byte[1]))).isEmpty();
    assertThat(collector.accept(Section.psi(0, new TablePart(1, 0, false, 0, 0), new byte[4])))
        .isEmpty();
    assertThat(collector.accept(part(0, 2, 1))).isEmpty();
    assertThat(collector.accept(part(0, 0, 0))).isPresent();
  }
}
