package io.caskade.ops.metrics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of metrics and health. */
@ObjectClassDefinition(
    name = "Caskade metrics and health",
    description =
        "Who may read /metrics and /health. Programs on this machine always may; io.caskade.web says"
            + " on which address the web server listens. What comes through a proxy counts as from"
            + " elsewhere.")
@interface MetricsConfig {
  @AttributeDefinition(
      description =
          "Addresses or networks that may read without a token, for example 10.1.2.3, 10.1.0.0/16;"
              + " empty means nobody from elsewhere.",
      required = false)
  String addresses() default "";

  @AttributeDefinition(
      description =
          "File whose first line, of 16 letters at least, is a token that lets read from anywhere"
              + " (Authorization: Bearer ...); mode 0600. It is read again for each request.",
      required = false)
  String tokenFile() default "";

  @AttributeDefinition(
      description =
          "Most samples of one metric, 100 to 1000000. What is above is left out and counted in"
              + " caskade_metrics_cut_samples.")
  int maxSamples() default 20_000;
}
