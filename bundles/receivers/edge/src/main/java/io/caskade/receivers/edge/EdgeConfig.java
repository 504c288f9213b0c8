package io.caskade.receivers.edge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of an edge node: whom it asks for which ECMs. */
@ObjectClassDefinition(
    name = "Caskade edge node",
    description =
        "Cores of the operator's own, which open the ECMs whose key is not at this site. Changes are"
            + " taken over while it runs: receivers stay connected, and so do cores that are not"
            + " concerned.")
@interface EdgeConfig {
  @AttributeDefinition(
      description =
          "CCcam listeners of the cores as HOST:PORT, separated by commas, the preferred one first."
              + " All of them are connected all the time.")
  String[] cores() default {};

  @AttributeDefinition(
      description =
          "Log-in name of this site at the cores: an account with a list of addresses, named in"
              + " sites of io.caskade.receivers.server there.")
  String user() default "";

  @AttributeDefinition(
      description =
          "File with the password in its first line; of the owner only. A relative path begins at"
              + " etc/. It is read for each log-in.")
  String passwordFile() default "";

  @AttributeDefinition(
      description =
          "What the cores are asked for: CAID:KEYTAG, four hexadecimal digits each, separated by"
              + " commas, for example 0B00:6421. No other ECM leaves this machine.")
  String[] own() default {};

  @AttributeDefinition(
      description =
          "Milliseconds until an ECM is given up, whatever the cores do (100 to 790). Pictures freeze"
              + " at about 800.")
  int timeoutMillis() default 700;

  @AttributeDefinition(
      description =
          "ECMs in a row without an answer in time, after which a core is asked only when no other is"
              + " well (1 to 100).")
  int failures() default 3;

  @AttributeDefinition(
      description =
          "Seconds of silence after which a core is asked whether it is there (1 to 600).")
  int keepaliveSeconds() default 10;
}
