package io.caskade.lib.cwclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru-RU");

  @ParameterizedTest
  @EnumSource
  void everyFindingHasItsTextInBothLanguages(Finding finding) {
    Verdict verdict = Verdict.of(finding, "first", "second", "third");
    String english = verdict.text(Locale.ENGLISH);

    assertThat(english).isNotBlank().doesNotContain("{", "''");
    assertThat(verdict.text(Locale.FRENCH)).isEqualTo(english);
    assertThat(verdict.text(RUSSIAN)).isNotEqualTo(english).doesNotContain("{", "''");
    if (!finding.isGood()) {
      assertThat(verdict.cure(Locale.ENGLISH)).isNotBlank().doesNotContain("{", "''");
      assertThat(verdict.cure(RUSSIAN)).isNotEqualTo(verdict.cure(Locale.ENGLISH));
    }
  }

  @ParameterizedTest
  @CsvSource({"400, FINE", "401, SLOW", "800, SLOW", "801, TOO_SLOW"})
  void slowAnswersAreJudged(long millis, Finding finding) {
    Line.Answer words = new Line.Answer.Words(ControlWords.of(new byte[16]));
    assertThat(LineTest.judge(words, Duration.ofMillis(millis)).finding()).isEqualTo(finding);
  }

  @Test
  void controlWordsAndPasswordsPrintNothing() {
    byte[] secret = {1, 2, 3, 4};
    assertThat(ControlWords.of(secret.clone())).hasToString("ControlWords[4 bytes]");
    Account account = new Account("ann", secret.clone());
    assertThat(account).hasToString("ann");
    account.destroy();
    assertThat(account.password()).containsOnly(0);
  }

  @Test
  void anEcmIsAWholeSection() {
    assertThat(EcmSection.of(new byte[] {(byte) 0x80, 0x70, 1, 5})).isPresent();
    assertThat(EcmSection.of(new byte[] {(byte) 0x82, 0x70, 1, 5})).isEmpty();
    assertThat(EcmSection.of(new byte[] {(byte) 0x80, 0x70, 2, 5})).isEmpty();
    assertThat(EcmSection.of(new byte[] {(byte) 0x80, 0x70})).isEmpty();
  }
}
