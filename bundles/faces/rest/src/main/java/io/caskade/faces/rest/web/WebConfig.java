package io.caskade.faces.rest.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the web server. */
@ObjectClassDefinition(
    name = "Caskade web server",
    description =
        "Where REST, panels, metrics and health answer. A changed address or certificate restarts"
            + " the web server within the process; ECMs and EMMs do not notice.")
@interface WebConfig {
  @AttributeDefinition(
      description =
          "Address on which it listens, 0.0.0.0 for all. Plain HTTP is answered for this machine and"
              + " for trustedProxies only, whatever stands here; others need HTTPS.")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "TCP port of HTTP, 1 to 65535; 0 leaves HTTP out.")
  int port() default 8080;

  @AttributeDefinition(
      description =
          "file: HTTPS with the certificate of keystore or certificate, none when both are empty."
              + " generated: with a self-signed one, made when there is none yet. off: never.")
  String https() default "file";

  @AttributeDefinition(description = "TCP port of HTTPS, 1 to 65535.")
  int tlsPort() default 8443;

  @AttributeDefinition(
      description =
          "PKCS#12 file with the certificate and its key. A relative path is taken from Karaf's etc"
              + " folder. A renewed file is taken up within seconds, a bad one is refused.",
      required = false)
  String keystore() default "";

  @AttributeDefinition(
      description =
          "File whose first line is the keystore's password, mode 0600; empty: beside the keystore,"
              + " tls.password for tls.p12.",
      required = false)
  String keystorePasswordFile() default "";

  @AttributeDefinition(
      description =
          "PEM file with the certificate and those who signed it, in place of keystore. Renewed as"
              + " that.",
      required = false)
  String certificate() default "";

  @AttributeDefinition(
      description = "PEM file with the certificate's key, without a password, mode 0600.",
      required = false)
  String certificateKey() default "";

  @AttributeDefinition(
      description =
          "DNS names and addresses in a generated certificate, separated by commas; empty: the name"
              + " of this machine, localhost, 127.0.0.1, ::1 and host.",
      required = false)
  String[] certificateNames() default {};

  @AttributeDefinition(description = "Days that a generated certificate is good for, 1 to 7300.")
  int certificateDays() default 825;

  @AttributeDefinition(
      description =
          "Days that browsers shall insist on HTTPS (HSTS), 0 to 730; 0 says nothing. Never said"
              + " with a generated certificate.")
  int hstsDays() default 180;

  @AttributeDefinition(
      required = false,
      description =
          "Who is answered: addresses or networks such as 10.1.0.0/16, separated by commas; empty:"
              + " everybody.")
  String[] allow() default {};

  @AttributeDefinition(
      required = false,
      description =
          "Proxies in front, addresses or networks: their X-Forwarded-For tells who asks, in the"
              + " journal and in the lock of wrong passwords. Empty: that header is never believed.")
  String[] trustedProxies() default {};

  @AttributeDefinition(
      description =
          "true answers plain HTTP from everywhere: passwords and tokens then cross the network in"
              + " clear.")
  boolean plainFromAnywhere() default false;

  @AttributeDefinition(description = "Largest body of a request in bytes, 1024 to 67108864.")
  int maxBodyBytes() default 1_048_576;

  @AttributeDefinition(description = "Largest body of a bulk request in bytes, 1024 to 1073741824.")
  int maxBulkBytes() default 67_108_864;

  @AttributeDefinition(
      description = "Most streams of events at the same time, 0 to 150; each holds a thread.")
  int maxEventStreams() default 32;
}
