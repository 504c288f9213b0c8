package io.caskade.receivers.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@value ServerSettings#PID}. */
@ObjectClassDefinition(
    id = ServerSettings.PID,
    name = "Caskade control-word server",
    description =
        "Receivers over IP: what all protocols share. Changes take effect at once, except openers.")
public @interface ReceiverServerConfig {
  @AttributeDefinition(
      name = "Providers",
      description =
          "Provider ids that receivers are told of, up to six hexadecimal digits each, separated by"
              + " commas. 000000 suits every network whose ECMs name no provider.")
  String[] providers() default {"000000"};

  @AttributeDefinition(
      name = "Openers",
      description = "Threads that open ECMs (1 to 16); from the next start.")
  int openers() default 1;

  @AttributeDefinition(
      name = "Waiting ECMs",
      description =
          "ECMs that may wait for an opener; above it clients get FREEZE (BUSY) (100 to 1000000).")
  int waitingEcms() default 10_000;

  @AttributeDefinition(
      name = "Cache time",
      description =
          "Seconds for which control words are kept: about two crypto periods (1 to 600).")
  int cacheSeconds() default 30;

  @AttributeDefinition(
      name = "Cached ECMs",
      description = "At most so many are kept (100 to 1000000).")
  int cacheEcms() default 10_000;

  @AttributeDefinition(
      name = "ECMs per minute",
      description =
          "That one account may ask for, on average; a quarter of them at once. Above it: RATE. 0"
              + " is no limit (0 to 1000000).")
  int ecmsPerMinute() default 240;

  @AttributeDefinition(
      name = "ECM repeats",
      description =
          "How often one account may ask for the same ECM within a minute; above it a request is"
              + " taken for one that goes round: LOOP. 0 is no limit (0 to 1000000).")
  int ecmRepeats() default 20;

  @AttributeDefinition(
      name = "Excess",
      description =
          "Seconds of one service too many until an account is blocked; a quarter of the time that"
              + " passes is forgiven. 0 never blocks (0 to 86400).")
  int excessSeconds() default 300;

  @AttributeDefinition(name = "Block", description = "Hours of a block (1 to 8760).")
  int blockHours() default 24;

  @AttributeDefinition(
      name = "Clients per account",
      description =
          "Connections of one account at a time, all from one address; a further one replaces the"
              + " oldest (1 to 1000).")
  int clientsPerAccount() default 8;

  @AttributeDefinition(
      name = "Ban after",
      description =
          "Failed log-ins of an address that ban it; of IPv6 a network of 64 bits counts. 0 never"
              + " bans, which leaves CCcam's log-in open to guessing (0 to 1000000).")
  int banFailures() default 5;

  @AttributeDefinition(
      name = "Ban window",
      description = "Minutes in which these log-ins must fail (1 to 1440).")
  int banWindowMinutes() default 10;

  @AttributeDefinition(name = "Ban", description = "Minutes of a ban (1 to 525600).")
  int banMinutes() default 10;

  @AttributeDefinition(
      name = "Never banned",
      description =
          "Addresses and networks (CIDR) behind which many subscribers stand, so that one wrong"
              + " password keeps no neighbour out.")
  String[] neverBanned() default {};

  @AttributeDefinition(
      required = false,
      name = "Sites",
      description =
          "Log-in names of the operator's own other sites (edge nodes). Such an account gets the"
              + " control words of every ECM of its network, and decides with its own subscribers'"
              + " rights: only over CCcam, and only when the account has a list of addresses. Empty"
              + " for none.")
  String[] sites() default {};
}
