package io.caskade.faces.rest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the PID to Pax Web. */
class WebSettingsTest {
  @TempDir Path folder;

  private record Given(String host, int port, int tlsPort, String keystore, String password)
      implements WebConfig {
    @Override
    public String keystorePasswordFile() {
      return password;
    }

    @Override
    public int maxBodyBytes() {
      return 1;
    }

    @Override
    public int maxBulkBytes() {
      return 1;
    }

    @Override
    public int maxEventStreams() {
      return 1;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return WebConfig.class;
    }
  }

  @Test
  void withoutAKeystoreThereIsNoHttps() throws Exception {
    var settings = WebSettings.of(new Given("127.0.0.1", 8080, 8443, "", ""));
    var pax = settings.paxWeb("/data");
    assertThat(pax)
        .containsEntry("org.ops4j.pax.web.listening.addresses", "127.0.0.1")
        .containsEntry("org.osgi.service.http.port", "8080")
        .containsEntry("org.osgi.service.http.enabled", "true")
        .containsEntry("org.osgi.service.http.secure.enabled", "false");
    assertThat(settings.ports()).containsExactly(8080);
  }

  @Test
  void aRenewedCertificateMakesOtherSettings() throws Exception {
    Path keystore = Files.writeString(folder.resolve("tls.p12"), "x");
    Path password = Files.writeString(folder.resolve("tls.password"), "secret\n");
    var given = new Given("127.0.0.1", 0, 8443, keystore.toString(), password.toString());
    var before = WebSettings.of(given).paxWeb("/data");
    assertThat(before)
        .containsEntry("org.osgi.service.http.enabled", "false")
        .containsEntry("org.osgi.service.http.port.secure", "8443")
        .containsEntry("org.ops4j.pax.web.ssl.keystore.password", "secret");
    Files.setLastModifiedTime(keystore, java.nio.file.attribute.FileTime.fromMillis(1000));
    assertThat(WebSettings.of(given).paxWeb("/data")).isNotEqualTo(before);
    assertThat(WebSettings.of(given).ports()).containsExactly(8443);
  }

  @Test
  void portsThatTheServerWasToldAlreadyAreItsOwn() throws Exception {
    var told = WebSettings.of(new Given("127.0.0.1", 8080, 8443, "", "")).paxWeb("/data");
    assertThat(WebSettings.held(told, "127.0.0.1")).containsExactly(8080);
    assertThat(WebSettings.held(told, "0.0.0.0")).isEmpty();
    told.put("org.osgi.service.http.enabled", "false");
    assertThat(WebSettings.held(told, "127.0.0.1")).isEmpty();
    assertThat(WebSettings.held(null, "127.0.0.1")).isEmpty();
  }

  @Test
  void whatCannotWorkIsSaidWithTheSetting() {
    assertThatThrownBy(() -> WebSettings.of(new Given("127.0.0.1", 70_000, 8443, "", "")))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("port");
    assertThatThrownBy(
            () ->
                WebSettings.of(
                    new Given("127.0.0.1", 8080, 8443, folder + "/none.p12", folder + "/none")))
        .hasMessageContaining("keystore");
    assertThatThrownBy(() -> WebSettings.of(new Given(" ", 8080, 8443, "", "")))
        .hasMessageContaining("host");
  }
}
