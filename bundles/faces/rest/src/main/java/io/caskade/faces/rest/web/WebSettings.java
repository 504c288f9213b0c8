package io.caskade.faces.rest.web;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
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

  /**
   * HTTPS.
   *
   * @param keystore PKCS#12
   * @param changedAt of the file: a renewed certificate makes other settings
   */
  record Tls(int port, Path keystore, Path passwordFile, long changedAt) {}

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  static WebSettings of(WebConfig config) {
    if (config.host().isBlank()) {
      throw invalid("host", "an address is needed");
    }
    int port = port("port", config.port(), 0);
    Optional<Tls> tls = config.keystore().isBlank() ? Optional.empty() : Optional.of(tls(config));
    return new WebSettings(config.host().strip(), port, tls);
  }

  private static Tls tls(WebConfig config) {
    Path keystore = Path.of(config.keystore().strip());
    Path password = Path.of(config.keystorePasswordFile().strip());
    try {
      firstLine(password);
      return new Tls(
          port("tlsPort", config.tlsPort(), 1),
          keystore,
          password,
          Files.getLastModifiedTime(keystore).toMillis());
    } catch (IOException e) {
      throw new CaskadeException(
          e, ErrorCode.CONFIGURATION_INVALID, PID, "keystore", "cannot read " + e.getMessage());
    }
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
   */
  Hashtable<String, Object> paxWeb(String data) throws IOException {
    var pax = new Hashtable<String, Object>();
    pax.put("org.ops4j.pax.web.listening.addresses", host);
    pax.put("org.osgi.service.http.enabled", Boolean.toString(port > 0));
    pax.put("org.osgi.service.http.port", Integer.toString(port));
    pax.put("org.osgi.service.http.secure.enabled", Boolean.toString(tls.isPresent()));
    pax.put("javax.servlet.context.tempdir", data + "/pax-web/tmp");
    pax.put("org.ops4j.pax.web.session.timeout", "15");
    pax.put("org.ops4j.pax.web.session.cookie.httpOnly", "true");
    pax.put("org.ops4j.pax.web.session.cookie.sameSite", "strict");
    if (tls.isPresent()) {
      Tls https = tls.get();
      String password = firstLine(https.passwordFile());
      pax.put("org.osgi.service.http.port.secure", Integer.toString(https.port()));
      pax.put("org.ops4j.pax.web.ssl.keystore", https.keystore().toAbsolutePath().toString());
      pax.put("org.ops4j.pax.web.ssl.keystore.type", "PKCS12");
      pax.put("org.ops4j.pax.web.ssl.keystore.password", password);
      pax.put("org.ops4j.pax.web.ssl.key.password", password);
      pax.put("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.3,TLSv1.2");
      pax.put("org.ops4j.pax.web.session.cookie.secure", "true");
      pax.put("io.caskade.web.keystoreChangedAt", Long.toString(https.changedAt()));
    }
    return pax;
  }

  private static String firstLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() ? "" : lines.get(0);
  }

  private static int port(String setting, int value, int lowest) {
    if (value < lowest || value > 65_535) {
      throw invalid(setting, lowest + " to 65535 are allowed");
    }
    return value;
  }

  private static CaskadeException invalid(String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, PID, setting, why);
  }
}
