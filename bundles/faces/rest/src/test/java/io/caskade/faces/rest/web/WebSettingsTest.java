package io.caskade.faces.rest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.keys.KeyStoreFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the PID to Pax Web. */
class WebSettingsTest {
  private static final Path ETC = Path.of("/etc/caskade");
  private static final ServerCertificate.Served SERVED =
      new ServerCertificate.Served(
          Path.of("/data/web/tls.p12"), Path.of("tls.p12"), "abcd", Instant.EPOCH);

  @Test
  void withoutACertificateThereIsNoHttps() {
    WebSettings settings = settings(Map.of());
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.paxWeb("/data", Optional.empty()))
        .containsEntry("org.ops4j.pax.web.listening.addresses", "127.0.0.1")
        .containsEntry("org.osgi.service.http.port", "8080")
        .containsEntry("org.osgi.service.http.enabled", "true")
        .containsEntry("org.osgi.service.http.secure.enabled", "false");
    assertThat(settings.ports()).containsExactly(8080);
    assertThat(settings(Map.of("https", "off", "keystore", "tls.p12")).tls()).isEmpty();
  }

  @Test
  void aNamedCertificateMeansHttpsWithModernTlsOnly() {
    WebSettings settings = settings(Map.of("keystore", "tls.p12", "port", 0));
    assertThat(settings.ports()).containsExactly(8443);
    assertThat(settings.tls().orElseThrow().source())
        .isEqualTo(new CertificateSource.Store(KeyStoreFiles.beside(ETC.resolve("tls.p12"))));
    assertThat(settings.paxWeb("/data", Optional.of(SERVED)))
        .containsEntry("org.osgi.service.http.enabled", "false")
        .containsEntry("org.osgi.service.http.port.secure", "8443")
        .containsEntry("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.3,TLSv1.2")
        .containsEntry("org.ops4j.pax.web.ssl.keystore", "/data/web/tls.p12");
  }

  @Test
  void pemAndAGeneratedOneDoAsWell() {
    assertThat(
            settings(Map.of("certificate", "/a/chain.pem", "certificateKey", "key.pem"))
                .tls()
                .orElseThrow()
                .source())
        .isEqualTo(new CertificateSource.Pem(Path.of("/a/chain.pem"), ETC.resolve("key.pem")));
    assertThat(settings(Map.of("https", "generated")).tls().orElseThrow().source())
        .isInstanceOf(CertificateSource.Generated.class);
  }

  @Test
  void anotherCertificateMakesOtherSettings() {
    WebSettings settings = settings(Map.of("keystore", "tls.p12"));
    var other =
        new ServerCertificate.Served(SERVED.store(), SERVED.file(), "ef01", SERVED.notAfter());
    assertThat(settings.paxWeb("/data", Optional.of(other)))
        .isNotEqualTo(settings.paxWeb("/data", Optional.of(SERVED)));
  }

  @Test
  void portsThatTheServerWasToldAlreadyAreItsOwn() {
    var told = settings(Map.of()).paxWeb("/data", Optional.empty());
    assertThat(WebSettings.held(told, "127.0.0.1")).containsExactly(8080);
    assertThat(WebSettings.held(told, "0.0.0.0")).isEmpty();
    told.put("org.osgi.service.http.enabled", "false");
    assertThat(WebSettings.held(told, "127.0.0.1")).isEmpty();
    assertThat(WebSettings.held(null, "127.0.0.1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "port, 70000, port",
    "host, ' ', host",
    "https, maybe, https",
    "certificate, chain.pem, certificateKey"
  })
  void whatCannotWorkIsSaidWithTheSetting(String setting, String value, String named) {
    Object typed = setting.equals("port") ? Integer.valueOf(value) : value;
    assertThatThrownBy(() -> settings(Map.of(setting, typed)))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(named);
  }

  private static WebSettings settings(Map<String, Object> given) {
    return WebSettings.of(GivenConfig.of(given), ETC);
  }
}
