package io.caskade.receivers.camd35;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one camd35 listener. */
@ObjectClassDefinition(
    name = "Caskade camd35 listener",
    description =
        "One port for receivers that speak camd35: over TCP (cs378x) or over UDP (cs357x). Use two"
            + " files for both; they may have the same port number. Changes are taken over while it"
            + " runs: a new address is bound before the old one is left, TCP clients stay,"
            + " everything else holds for new ones.")
@interface Camd35Config {
  @AttributeDefinition(
      description =
          "Address on which receivers connect. 0.0.0.0 means all interfaces. A frame can be recorded"
              + " and sent again, so across the internet let receivers come through a VPN.")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "Port, 1 to 65535.")
  int port() default 15080;

  @AttributeDefinition(description = "tcp (cs378x) or udp (camd35, cs357x).")
  String transport() default "tcp";

  @AttributeDefinition(description = "Most receivers that are logged in, 1 to 1000000.")
  int maxClients() default 20000;

  @AttributeDefinition(
      description =
          "Most TCP connections that have not sent a frame yet, 1 to 1000000; one more sends away"
              + " the oldest. Many, since receivers may connect long before they ask.")
  int maxStrangers() default 12000;

  @AttributeDefinition(
      description =
          "Seconds within which a receiver has to send its first frame, 1 to 86400. Some connect"
              + " long before they ask: leave it generous.")
  int logInSeconds() default 60;

  @AttributeDefinition(
      description =
          "A receiver that sends nothing for so many seconds is closed, 0 to 86400; 0 never closes"
              + " and is not possible over UDP.")
  int idleSeconds() default 600;
}
