package io.caskade.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmCodeTest {
  @ParameterizedTest
  @EnumSource(AlarmCode.class)
  void everyAlarmHasTextAndCureInBothLanguages(AlarmCode code) {
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.forLanguageTag("ru")}) {
      assertThat(code.text(locale, "one", "two")).isNotBlank().doesNotContain("{", "''");
      assertThat(code.cure(locale, "one", "two")).isNotBlank().doesNotContain("{", "''");
    }
    assertThat(code.text(Locale.forLanguageTag("ru"), "one", "two")).matches("(?s).*[А-Яа-я].*");
  }
}
