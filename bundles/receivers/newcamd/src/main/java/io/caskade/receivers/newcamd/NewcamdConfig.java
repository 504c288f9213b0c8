package io.caskade.receivers.newcamd;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one newcamd listener. */
@ObjectClassDefinition(
    name = "Caskade newcamd listener",
    description =
        "One port for receivers that speak newcamd (525 or 524, and MgCamd's extended mode)."
            + " Changes are taken over while it runs: a new address is bound before the old one is"
            + " left, clients stay, everything else holds for new ones.")
@interface NewcamdConfig {
  @AttributeDefinition(
      description =
          "Address on which receivers connect. 0.0.0.0 means all interfaces. newcamd's cipher is"
              + " old: across the internet, let receivers come through a VPN.")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "TCP port, 1 to 65535.")
  int port() default 15050;

  @AttributeDefinition(
      type = AttributeType.PASSWORD,
      description =
          "DES key of the port, 28 hexadecimal digits, the same in each receiver. Required: there"
              + " is no default, since the well-known ones protect nobody.")
  String desKey() default "";

  @AttributeDefinition(
      required = false,
      description =
          "CAID of this port in hexadecimal, for example 0B00. Empty: the first card that the"
              + " account is offered. A receiver without extended mode sees one CAID for each"
              + " port.")
  String caid() default "";

  @AttributeDefinition(
      description =
          "Extended mode, with all CAIDs and providers on one port: auto (for receivers that offer"
              + " it, as MgCamd does), always or never.")
  String extendedMode() default "auto";

  @AttributeDefinition(description = "Most receivers that are logged in, 1 to 1000000.")
  int maxClients() default 20000;

  @AttributeDefinition(
      description =
          "Most connections that have not logged in, 1 to 1000000; one more sends away the oldest.")
  int maxStrangers() default 1000;

  @AttributeDefinition(description = "Seconds within which a receiver has to log in, 1 to 86400.")
  int logInSeconds() default 10;

  @AttributeDefinition(
      description =
          "A receiver that sends nothing for so many seconds is closed, 0 to 86400; 0 never"
              + " closes.")
  int idleSeconds() default 600;
}
