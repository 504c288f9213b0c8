package io.caskade.faces.rest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.keys.CertificateSubject;
import io.caskade.api.keys.KeyStoreFiles;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import io.caskade.keys.crypto.X509Issuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HTTPS serves with when files come, change and break; certificates are real ones. */
class ServerCertificateTest {
  private final CertificateIssuer issuer = new X509Issuer();
  private Duration later = Duration.ZERO;
  @TempDir Path home;
  private KeyStoreFiles own;
  private CertificateSource source;
  private ServerCertificate certificate;

  @BeforeEach
  void begin() {
    own = KeyStoreFiles.beside(home.resolve("tls.p12"));
    source = new CertificateSource.Store(own);
    certificate = newCertificate();
  }

  @Test
  void aGoodFileIsCopiedForTheServerAloneWithoutItsPassword() throws Exception {
    make(90);
    certificate.take(source);

    ServerCertificate.Served served = certificate.served().orElseThrow();
    assertThat(served.store()).isEqualTo(home.resolve("web/tls.p12"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(served.store())))
        .isEqualTo("rw-------");
    assertThat(issuer.chain(KeyStoreFiles.beside(served.store()))).isEqualTo(issuer.chain(own));
    try (var files = Files.list(home.resolve("web"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("tls.p12", "tls.password");
    }
    assertThat(certificate.refusal()).isEmpty();
  }

  @Test
  void anotherFileIsAChangeAndTakenAnotherLookIsNone() {
    make(90);
    certificate.take(source);
    String first = fingerprint();
    assertThat(certificate.isChanged(source)).isFalse();

    make(90);
    assertThat(certificate.isChanged(source)).isTrue();
    certificate.take(source);
    assertThat(fingerprint()).isNotEqualTo(first);
    assertThat(certificate.isChanged(source)).isFalse();
  }

  @Test
  void aBadFileIsRefusedAndTheOldOneServesOnAlsoAfterARestart() throws Exception {
    make(90);
    certificate.take(source);
    String first = fingerprint();
    Files.writeString(own.store(), "garbage");

    certificate.take(source);
    assertThat(fingerprint()).isEqualTo(first);
    assertThat(codes()).containsExactly(AlarmCode.CERTIFICATE_REFUSED);
    Finding bad = watch().findings().get(0);
    assertThat(bad.code()).isEqualTo(FindingCode.CERTIFICATE_BAD);
    assertThat(bad.text(Locale.ENGLISH))
        .contains("cannot be used")
        .contains(own.store().toString());
    assertThat(bad.text(Locale.forLanguageTag("ru"))).contains("не годится");

    certificate = newCertificate();
    certificate.take(source);
    assertThat(fingerprint()).isEqualTo(first);

    make(90);
    certificate.take(source);
    assertThat(fingerprint()).isNotEqualTo(first);
    assertThat(codes()).isEmpty();
  }

  @Test
  void anExpiredOneIsServedOnlyWhileThereIsNoBetterOne() {
    make(1);
    later = Duration.ofDays(2);
    certificate.take(source);
    String expired = fingerprint();
    assertThat(codes()).containsExactly(AlarmCode.CERTIFICATE_ENDS);

    make(90);
    certificate.take(source);
    String good = fingerprint();
    assertThat(good).isNotEqualTo(expired);

    make(1);
    certificate.take(source);
    assertThat(fingerprint()).isEqualTo(good);
    assertThat(certificate.refusal().orElseThrow().reason()).hasMessageContaining("expired at");
  }

  @Test
  void withoutAnyFileThereIsNothingToServeWith() {
    certificate.take(source);
    assertThat(certificate.served()).isEmpty();
    assertThat(codes()).containsExactly(AlarmCode.CERTIFICATE_REFUSED);
    assertThat(watch().findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.CERTIFICATE_BAD, FindingCode.HTTPS_UNUSED);
  }

  @Test
  void oneOfOurOwnIsMadeOnceWithItsNames() throws Exception {
    var generated = new CertificateSource.Generated(own, List.of("cas1.example", "192.0.2.1"), 30);
    certificate.take(generated);
    String first = fingerprint();
    assertThat(issuer.chain(own).get(0).getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactlyInAnyOrder("cas1.example", "192.0.2.1");
    assertThat(certificate.isChanged(generated)).as("its own file").isFalse();

    newCertificate().take(generated);
    assertThat(fingerprint()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "0, , CERTIFICATE_RIGHT",
    "59, , CERTIFICATE_RIGHT",
    "61, CERTIFICATE_EXPIRES, CERTIFICATE_OLD",
    "84, CERTIFICATE_ENDS, CERTIFICATE_OLD",
    "99, CERTIFICATE_ENDS, CERTIFICATE_OLD"
  })
  void itSaysInTimeThatItEnds(long days, AlarmCode alarm, FindingCode finding) {
    make(90);
    certificate.take(source);
    later = Duration.ofDays(days);
    if (alarm == null) {
      assertThat(codes()).isEmpty();
    } else {
      assertThat(codes()).containsExactly(alarm);
    }
    assertThat(watch().findings())
        .singleElement()
        .satisfies(found -> assertThat(found.code()).isEqualTo(finding));
  }

  private List<AlarmCode> codes() {
    return watch().alarms().stream().map(Alarm::code).toList();
  }

  private CertificateWatch watch() {
    return new CertificateWatch(certificate, this::now);
  }

  private String fingerprint() {
    return certificate.served().orElseThrow().fingerprint();
  }

  private void make(int days) {
    issuer.selfSigned(
        new CertificateSubject("cas1", List.of("cas1.example"), List.of(), days), own);
  }

  private ServerCertificate newCertificate() {
    return new ServerCertificate(issuer, this::now, home.resolve("web"));
  }

  private Instant now() {
    return Instant.now().plus(later);
  }
}
