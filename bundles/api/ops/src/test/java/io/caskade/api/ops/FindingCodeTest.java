package io.caskade.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingCodeTest {
  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void everyFindingHasTextAndCureInBothLanguages(FindingCode code) {
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.forLanguageTag("ru")}) {
      assertThat(code.text(locale, "one", "two")).isNotBlank().doesNotContain("{", "''");
      if (code.grade() == FindingCode.Grade.FINE) {
        assertThat(code.cure(locale, "one", "two")).isEmpty();
      } else {
        assertThat(code.cure(locale, "one", "two")).isNotBlank().doesNotContain("{", "''");
      }
    }
  }
}
