package io.caskade.faces.rest.web;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyStoreFiles;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings of the web server.
 *
 * @param port 0 when HTTP is left out
 * @param tls empty when HTTPS is left out
 */
record WebSettings(String host, int port, Optional<Tls> tls) {
  static final String PID = "io.caskade.web";
  static final String PAX_WEB = "org.ops4j.pax.web";

  /** In etc/: what {@code https = generated} makes. */
  private static final String GENERATED = "web-generated.p12";

  /** HTTPS. */
  record Tls(int port, CertificateSource source) {}

  /**
   * Reads and checks.
   *
   * @param etc where relative paths begin
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  static WebSettings of(WebConfig config, Path etc) {
    if (config.host().isBlank()) {
      throw invalid("host", "an address is needed");
    }
    String host = config.host().strip();
    int port = port("port", config.port(), 0);
    return new WebSettings(
        host,
        port,
        source(config, etc).map(source -> new Tls(port("tlsPort", config.tlsPort(), 1), source)));
  }

  private static Optional<CertificateSource> source(WebConfig config, Path etc) {
    return switch (config.https().strip()) {
      case "off" -> Optional.empty();
      case "generated" -> Optional.of(generated(config, etc));
      case "file" -> named(config, etc);
      default -> throw invalid("https", "it must be off, generated or file");
    };
  }

  private static CertificateSource generated(WebConfig config, Path etc) {
    if (config.certificateDays() < 1 || config.certificateDays() > 7300) {
      throw invalid("certificateDays", "1 to 7300 are allowed");
    }
    return new CertificateSource.Generated(
        KeyStoreFiles.beside(etc.resolve(GENERATED)),
        Stream.of(String.join(",", config.certificateNames()).split(",", -1))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toList(),
        config.certificateDays());
  }

  private static Optional<CertificateSource> named(WebConfig config, Path etc) {
    if (!config.keystore().isBlank() && !config.certificate().isBlank()) {
      throw invalid("certificate", "keystore is set as well");
    }
    if (!config.keystore().isBlank()) {
      Path store = etc.resolve(config.keystore().strip());
      String password = config.keystorePasswordFile().strip();
      return Optional.of(
          new CertificateSource.Store(
              password.isEmpty()
                  ? KeyStoreFiles.beside(store)
                  : new KeyStoreFiles(store, etc.resolve(password))));
    }
    if (config.certificate().isBlank()) {
      return Optional.empty();
    }
    if (config.certificateKey().isBlank()) {
      throw invalid("certificateKey", "the certificate needs its key");
    }
    return Optional.of(
        new CertificateSource.Pem(
            etc.resolve(config.certificate().strip()),
            etc.resolve(config.certificateKey().strip())));
  }

  /** Without HTTPS, as long as there is no certificate to serve with. */
  WebSettings withoutTls() {
    return new WebSettings(host, port, Optional.empty());
  }

  /** Ports that have to be free before the server can start. */
  List<Integer> ports() {
    return Stream.concat(Stream.of(port).filter(p -> p > 0), tls.stream().map(Tls::port)).toList();
  }

  /** Ports that Pax Web was told already: it holds them itself, or is about to. */
  static List<Integer> held(@Nullable Dictionary<String, Object> pax, String host) {
    if (pax == null || !host.equals(pax.get("org.ops4j.pax.web.listening.addresses"))) {
      return List.of();
    }
    return Stream.concat(
            held(pax, "org.osgi.service.http.enabled", "org.osgi.service.http.port"),
            held(pax, "org.osgi.service.http.secure.enabled", "org.osgi.service.http.port.secure"))
        .toList();
  }

  private static Stream<Integer> held(Dictionary<String, Object> pax, String enabled, String port) {
    Object number = pax.get(port);
    return "true".equals(pax.get(enabled)) && number != null
        ? Stream.of(Integer.valueOf(number.toString()))
        : Stream.empty();
  }

  /**
   * As Pax Web wants them.
   *
   * @param data folder for the server's temporary files
   * @param served what HTTPS serves with; its revision makes the server take it up
   */
  Hashtable<String, Object> paxWeb(String data, Optional<ServerCertificate.Served> served) {
    var pax = new Hashtable<String, Object>();
    pax.put("org.ops4j.pax.web.listening.addresses", host);
    pax.put("org.osgi.service.http.enabled", Boolean.toString(port > 0));
    pax.put("org.osgi.service.http.port", Integer.toString(port));
    pax.put("org.osgi.service.http.secure.enabled", "false");
    pax.put("javax.servlet.context.tempdir", data + "/pax-web/tmp");
    pax.put("org.ops4j.pax.web.session.timeout", "15");
    pax.put("org.ops4j.pax.web.session.cookie.httpOnly", "true");
    pax.put("org.ops4j.pax.web.session.cookie.sameSite", "strict");
    if (tls.isPresent() && served.isPresent()) {
      pax.put("org.osgi.service.http.secure.enabled", "true");
      pax.put("org.osgi.service.http.port.secure", Integer.toString(tls.get().port()));
      pax.put("org.ops4j.pax.web.ssl.keystore", served.get().store().toString());
      pax.put("org.ops4j.pax.web.ssl.keystore.type", "PKCS12");
      pax.put("org.ops4j.pax.web.ssl.keystore.password", ServerCertificate.COPY_PASSWORD);
      pax.put("org.ops4j.pax.web.ssl.key.password", ServerCertificate.COPY_PASSWORD);
      pax.put("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.3,TLSv1.2");
      pax.put("org.ops4j.pax.web.session.cookie.secure", "true");
      pax.put("io.caskade.web.certificate", served.get().fingerprint());
    }
    return pax;
  }

  private static int port(String setting, int value, int lowest) {
    if (value < lowest || value > 65_535) {
      throw invalid(setting, lowest + " to 65535 are allowed");
    }
    return value;
  }

  static CaskadeException invalid(String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, PID, setting, why);
  }
}
