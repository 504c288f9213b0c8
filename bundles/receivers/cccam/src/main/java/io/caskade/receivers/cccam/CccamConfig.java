package io.caskade.receivers.cccam;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one CCcam listener (architecture section 5). */
@ObjectClassDefinition(
    name = "Caskade CCcam listener",
    description =
        "One port for receivers that speak CCcam. Changes are taken over while it runs: a new"
            + " address is bound before the old one is left, clients stay, everything else holds"
            + " for new clients.")
@interface CccamConfig {
  @AttributeDefinition(
      description =
          "Address on which receivers connect. 0.0.0.0 means all interfaces. The log-in of CCcam"
              + " is weak: it gives away the length of a password and the sum of its characters,"
              + " so keep the ban of addresses on, and bind valuable accounts to addresses.")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "TCP port, 1 to 65535.")
  int port() default 12000;

  @AttributeDefinition(
      description =
          "The version that receivers are told: 2.0.11, 2.1.1 to 2.1.4, 2.2.0, 2.2.1 or 2.3.0 to"
              + " 2.3.2. 2.0.11 is what most of them get on with.")
  String version() default "2.0.11";

  @AttributeDefinition(
      required = false,
      description =
          "The server's node id, sixteen hexadecimal digits. Empty: made at the first start and"
              + " kept in data/receivers. One without a partner's sums switches extended mode off,"
              + " which tvheadend cannot do without.")
  String nodeId() default "";

  @AttributeDefinition(
      description = "Most clients that are logged in, 1 to 1000000; more are sent away.")
  int maxClients() default 20000;

  @AttributeDefinition(
      description =
          "Most connections that have not logged in, 1 to 1000000; for one more the oldest is"
              + " closed.")
  int maxStrangers() default 1000;

  @AttributeDefinition(description = "A log-in may take so many seconds, 1 to 86400.")
  int logInSeconds() default 10;

  @AttributeDefinition(
      description =
          "A client that sends nothing for so many seconds is closed, 0 to 86400; 0 never closes"
              + " it. Receivers that show nothing scrambled are silent.")
  int idleSeconds() default 7200;
}
