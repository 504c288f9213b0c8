package io.caskade.api.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasTextAndCureInBothLanguages(ErrorCode code) {
    Object[] arguments = {"one", "two", "three", "four"};
    for (Locale locale : new Locale[] {Locale.ENGLISH, RUSSIAN}) {
      assertThat(code.text(locale, arguments)).isNotBlank().doesNotContain("{", "''");
      assertThat(code.cure(locale, arguments)).isNotBlank().doesNotContain("{", "''");
    }
    assertThat(code.text(RUSSIAN, arguments))
        .isNotEqualTo(code.text(Locale.ENGLISH, arguments))
        .matches("(?s).*[А-Яа-я].*");
  }
}
