package io.caskade.ops.airwatch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one probe. */
@ObjectClassDefinition(
    name = "Caskade air watch probe",
    description =
        "One probe: listens to a scrambled transport stream behind the multiplexer and raises an"
            + " alarm when what is on air is not what this head-end means to send. It changes"
            + " nothing. Without such a file there is no probe.")
@interface AirWatchConfig {
  @AttributeDefinition(
      description =
          "What to listen to: udp://ADDRESS:PORT (an address of this machine or a multicast group;"
              + " plain packets or RTP are told apart by themselves) or file:/PATH of a recording.")
  String source() default "udp://127.0.0.1:5000";

  @AttributeDefinition(
      description =
          "Network interface on which a multicast group is joined; empty takes the first that is up.")
  String networkInterface() default "";

  @AttributeDefinition(description = "Begin a file again at its end.")
  boolean loop() default true;

  @AttributeDefinition(
      description = "Networks whose services are watched, with commas; empty watches all.")
  String[] networks() default {};

  @AttributeDefinition(
      description =
          "Test cards, with commas: SERIAL for a card of the network main, NETWORK:SERIAL for"
              + " others. The probe waits for their EMMs and tells which services they open.")
  String[] cards() default {};

  @AttributeDefinition(description = "Repetition of ECMs on air in milliseconds, 10 to 10000.")
  int ecmRepetitionMs() default 100;

  @AttributeDefinition(
      description =
          "How much later than that an ECM may come before it counts as missing, in milliseconds, 0"
              + " to 60000.")
  int ecmToleranceMs() default 400;

  @AttributeDefinition(
      description =
          "Longest time with one control word in seconds, 5 to 86400; more than the longest crypto"
              + " period in use. When ECMs turn and the stream does not, the alarm comes after"
              + " three crypto periods.")
  int wordSeconds() default 120;

  @AttributeDefinition(
      description =
          "Longest time without the present EMM of a test card in seconds, 1 to 86400; more than"
              + " the cycle of the carousel.")
  int emmSeconds() default 300;

  @AttributeDefinition(
      description =
          "Share of packets in the clear that is still no fault, in per cent, 0 to 99: of the whole"
              + " service and of each picture and sound in it.")
  int clearPercent() default 5;

  @AttributeDefinition(
      description = "How long a fault lasts before it is an alarm, in seconds, 1 to 600.")
  int raiseSeconds() default 3;

  @AttributeDefinition(
      description = "How long all must be well before an alarm ends, in seconds, 1 to 600.")
  int clearSeconds() default 10;
}
