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
          "Address on which it listens. 0.0.0.0 means all interfaces: only with a keystore, or"
              + " behind a proxy that speaks TLS.")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "TCP port of HTTP, 1 to 65535; 0 leaves HTTP out.")
  int port() default 8080;

  @AttributeDefinition(description = "TCP port of HTTPS, 1 to 65535; used when keystore is set.")
  int tlsPort() default 8443;

  @AttributeDefinition(
      description =
          "PKCS#12 file with the certificate and its key; empty leaves HTTPS out. A renewed file is"
              + " taken when any setting here changes.",
      required = false)
  String keystore() default "";

  @AttributeDefinition(
      description = "File whose first line is the keystore's password; mode 0600.",
      required = false)
  String keystorePasswordFile() default "";

  @AttributeDefinition(description = "Largest body of a request in bytes, 1024 to 67108864.")
  int maxBodyBytes() default 1_048_576;

  @AttributeDefinition(description = "Largest body of a bulk request in bytes, 1024 to 1073741824.")
  int maxBulkBytes() default 67_108_864;

  @AttributeDefinition(
      description = "Most streams of events at the same time, 0 to 150; each holds a thread.")
  int maxEventStreams() default 32;
}
