package io.caskade.ecm.ecmg;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one ECMG listener (architecture section 5). */
@ObjectClassDefinition(
    name = "Caskade ECMG listener",
    description =
        "One ECMG listener. Changes are taken over while it runs: a new address is bound before the"
            + " old one is left, sessions stay, everything else holds for new channels.")
@interface EcmgListenerConfig {
  @AttributeDefinition(
      description =
          "Address on which the multiplexers (SCS) connect. 0.0.0.0 means all interfaces:"
              + " SimulCrypt has no authentication and the control words come in clear, so open it"
              + " on the network of the head-end only.")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "TCP port, 1 to 65535.")
  int port() default 42000;

  @AttributeDefinition(
      description =
          "Form of the ECMs that go to the multiplexer: section (one section) or packet (TS packets"
              + " of 188 bytes).")
  String mode() default "section";

  @AttributeDefinition(
      description =
          "When the multiplexer starts to send an ECM, in milliseconds from the start of its crypto"
              + " period, -32768 to 32767; negative is before it.")
  int delayStartMs() default 200;

  @AttributeDefinition(
      description =
          "When it stops, in milliseconds from the end of the crypto period, -32768 to 32767; best"
              + " equal to delayStartMs.")
  int delayStopMs() default 200;

  @AttributeDefinition(
      description =
          "Replaces delayStartMs when scrambling begins, -32768 to 32767; empty: not announced.")
  String transitionDelayStartMs() default "-500";

  @AttributeDefinition(
      required = false,
      description =
          "Replaces delayStopMs when scrambling ends, -32768 to 32767; empty: not announced.")
  String transitionDelayStopMs() default "";

  @AttributeDefinition(
      required = false,
      description =
          "Replaces delayStartMs after a change of access criteria, -32768 to 32767; empty: not"
              + " announced.")
  String acDelayStartMs() default "";

  @AttributeDefinition(
      required = false,
      description =
          "Replaces delayStopMs before a change of access criteria, -32768 to 32767; empty: not"
              + " announced.")
  String acDelayStopMs() default "";

  @AttributeDefinition(
      description = "Time between two copies of an ECM on air, in milliseconds, 0 to 65535.")
  int repetitionMs() default 100;

  @AttributeDefinition(description = "Most streams of a channel, 0 to 65535; 0 sets no limit.")
  int maxStreams() default 0;

  @AttributeDefinition(
      description =
          "Shortest crypto period that is offered to the multiplexer, in milliseconds, 0 to"
              + " 6553500 in steps of 100. Old cards want 11 s and more.")
  int minCpDurationMs() default 6000;

  @AttributeDefinition(
      description =
          "How many crypto periods ahead the multiplexer provides control words, 0 to 255. tvcas3"
              + " needs 1.")
  int leadCw() default 1;

  @AttributeDefinition(
      description = "Control words in each CW_provision, 1 to 255. tvcas3 needs 2.")
  int cwPerMsg() default 2;

  @AttributeDefinition(
      description =
          "The multiplexer may expect an ECM within this time, in milliseconds, 1 to 65535.")
  int maxCompTimeMs() default 500;

  @AttributeDefinition(
      description =
          "true: ECM_channel_id must be unique (a second one is refused while the first answers"
              + " channel_test), so must ECM_id within a channel, and crypto periods below the"
              + " minimum are refused. false: each connection has its own channel ids.")
  boolean strict() default false;

  @AttributeDefinition(
      description =
          "true: what TVCAS3 lets pass is let pass: any version, provisions without set-up, ids and"
              + " super_CAS_ids unchecked, missing access criteria as mask 00000000. For"
              + " multiplexers that were only ever used with it; not together with strict.")
  boolean lenient() default false;

  @AttributeDefinition(
      required = false,
      description =
          "Access criteria in hexadecimal for streams whose multiplexer sends none; empty: such"
              + " streams get an error.")
  String defaultAccessCriteria() default "";

  @AttributeDefinition(
      description =
          "super_CAS_id in hexadecimal that a lenient listener assumes without channel_setup or for"
              + " an unknown one.")
  String defaultSuperCasId() default "0B000001";

  @AttributeDefinition(
      description =
          "Seconds of silence after which channel_test is sent; a multiplexer that does not answer"
              + " within 10 s is closed. 0 never asks.")
  int idleProbeSeconds() default 60;

  @AttributeDefinition(
      required = false,
      description =
          "Who may connect: addresses or networks such as 10.1.0.0/16, separated by commas; empty:"
              + " everybody.")
  String[] allowedPeers() default {};

  @AttributeDefinition(
      description = "Most connections at the same time, 1 to 1000000; more are closed at once.")
  int maxConnections() default 16384;

  @AttributeDefinition(
      description = "Most channels at the same time; more get channel_error 0x0008.")
  int maxChannels() default 16384;

  @AttributeDefinition(
      description = "Most streams of all channels together; more get stream_error 0x000A.")
  int maxStreamsTotal() default 200000;

  @AttributeDefinition(
      description = "Longest message in bytes, 256 to 65540; longer ones get channel_error 0x0004.")
  int maxMessageBytes() default 65540;
}
