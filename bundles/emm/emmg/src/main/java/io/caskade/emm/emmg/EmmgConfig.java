package io.caskade.emm.emmg;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one EMMG output (architecture section 5). */
@ObjectClassDefinition(
    name = "Caskade EMMG output",
    description =
        "One EMMG output: the EMMs of some networks to one multiplexer. Changes are taken over"
            + " while it runs; only address, version, ids, form and transport make a new"
            + " connection.")
@interface EmmgConfig {
  @AttributeDefinition(description = "Address of the multiplexer (MUX).")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "TCP port of the multiplexer, 1 to 65535.")
  int port() default 41000;

  @AttributeDefinition(description = "SimulCrypt protocol version: 1, 2, 3 or 5.")
  int protocolVersion() default 2;

  @AttributeDefinition(
      description =
          "client_id, eight hexadecimal digits: CA_system_id and anything unique. TVCAS3 uses"
              + " 0B000001.")
  String clientId() default "0B000001";

  @AttributeDefinition(description = "data_channel_id, 0 to 65535.")
  int channelId() default 1;

  @AttributeDefinition(description = "data_stream_id, 0 to 65535.")
  int streamId() default 1;

  @AttributeDefinition(description = "data_id, 0 to 65535.")
  int dataId() default 1;

  @AttributeDefinition(
      description =
          "Bandwidth to ask for, in kbit/s (1 to 65535). What the multiplexer allows is a ceiling"
              + " that is never passed.")
  int bandwidthKbit() default 64;

  @AttributeDefinition(description = "Way of the EMMs: tcp, or udp (set-up stays on TCP).")
  String transport() default "tcp";

  @AttributeDefinition(description = "UDP port of the multiplexer; 0 means the TCP port's number.")
  int udpPort() default 0;

  @AttributeDefinition(
      description =
          "true: channel and stream id also in UDP packets. The standard leaves them out; some"
              + " multiplexers want them.")
  boolean udpWithIds() default false;

  @AttributeDefinition(
      description = "Form of the EMMs: section, or packet (packed into TS packets of 188 bytes).")
  String mode() default "section";

  @AttributeDefinition(description = "Operator networks whose cards this multiplexer reaches.")
  String[] networks() default {"main"};

  @AttributeDefinition(
      required = false,
      description =
          "Regions whose cards it reaches, separated by commas; empty: all. Cards without region"
              + " belong everywhere.")
  String[] regions() default {};

  @AttributeDefinition(
      description =
          "Shortest time between two EMMs of the cycle to one card, in seconds (1 to 86400). Changes"
              + " go out at once. Cards write their flash memory on every EMM.")
  int minRepeatSeconds() default 60;

  @AttributeDefinition(
      description =
          "Most sections or TS packets in one data_provision, 1 to 7: some multiplexers crash on more.")
  int maxDatagrams() default 7;

  @AttributeDefinition(description = "Most bytes of EMMs in one data_provision, 188 to 1316.")
  int maxBytes() default 1316;

  @AttributeDefinition(
      description =
          "Seconds of silence after which channel_test is sent; a multiplexer that does not answer"
              + " within 10 s is hung up on. 0 never asks.")
  int probeSeconds() default 30;

  @AttributeDefinition(
      description =
          "Seconds that a change of a card may wait for its first EMM before an alarm is raised, 0 to"
              + " 86400. 0 never raises it.")
  int oldestChangeSeconds() default 60;
}
