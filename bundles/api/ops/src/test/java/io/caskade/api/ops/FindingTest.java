package io.caskade.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  @Test
  void aReasonIsToldInTheLanguageOfItsReader() {
    var refusal = new CaskadeException(ErrorCode.CERTIFICATE_UNUSABLE, "/etc/tls.p12", "garbage");
    Finding finding = Finding.of(FindingCode.DATABASE_AWAY, Reason.of(refusal));

    assertThat(finding.text(Locale.ENGLISH))
        .isEqualTo("The database does not answer: " + refusal.text(Locale.ENGLISH))
        .contains("/etc/tls.p12", "garbage");
    assertThat(finding.text(RUSSIAN))
        .isEqualTo("База данных не отвечает: " + refusal.text(RUSSIAN))
        .doesNotContain("The certificate");
  }

  @Test
  void figuresAreToldAsTheyAre() {
    assertThat(Finding.of(FindingCode.CERTIFICATE_RIGHT, "/etc/tls.p12", 60L).text(RUSSIAN))
        .isEqualTo("Сертификат в /etc/tls.p12 действителен ещё дней: 60.");
  }
}
