package io.caskade.receivers.cccam.pages;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the pages (architecture section 5). */
@ObjectClassDefinition(
    name = "Caskade CCcam pages",
    description =
        "Status pages and info lines as operators of CCcam know them, for receivers of all"
            + " protocols. Whoever looks signs in with an account or an API token of the head-end"
            + " that may read receivers. Changes are taken over while it runs.")
@interface PagesConfig {
  @AttributeDefinition(
      description =
          "Address on which both listen. 0.0.0.0 means all interfaces. Nothing is encrypted:"
              + " beyond this machine use a tunnel.")
  String host() default "127.0.0.1";

  @AttributeDefinition(
      description = "TCP port of the status pages, 1 to 65535; -1 leaves them out.")
  int webPort() default 16001;

  @AttributeDefinition(description = "TCP port of the info lines, 1 to 65535; -1 leaves them out.")
  int infoPort() default 16000;

  @AttributeDefinition(
      required = false,
      description =
          "Addresses and networks that see everything without signing in, separated by commas, for"
              + " watchdogs that cannot: 127.0.0.1, 192.0.2.0/24. Empty: everybody signs in.")
  String[] withoutSignIn() default {};

  @AttributeDefinition(
      description = "The version of CCcam that is named; some programs want one that they know.")
  String version() default "2.0.11";

  @AttributeDefinition(
      description =
          "A last column with the times of the answers: last, average and the slowest of a"
              + " hundred. Some programs count columns.")
  boolean showTiming() default false;
}
