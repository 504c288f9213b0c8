package io.caskade.ops.replica;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of PID {@code io.caskade.replica}. */
@ObjectClassDefinition(
    name = "Caskade pair without a shared database",
    description =
        "Two head-ends with a database each: one is active, the other one pulls everything from it"
            + " and answers ECMs, too (docs/pair.md). Not together with io.caskade.cluster.")
@interface ReplicaConfig {
  @AttributeDefinition(description = "true: this head-end is one of such a pair.")
  boolean enabled() default false;

  @AttributeDefinition(
      description =
          "active or standby: what this node is at its very first start. Later it knows itself;"
              + " cas:promote changes it.")
  String role() default "active";

  @AttributeDefinition(
      description =
          "Name of this node, different on each: 1 to 64 letters, digits, dots, dashes and"
              + " underscores. Its certificate carries it. Empty: the host name.")
  String node() default "";

  @AttributeDefinition(
      description =
          "Address on which the other node is let in. Only certificates of this head-end's own"
              + " authority get past the handshake.")
  String host() default "0.0.0.0";

  @AttributeDefinition(description = "Port there: TLS 1.3 with a certificate on both sides.")
  int port() default 8102;

  @AttributeDefinition(
      description =
          "Where the other node listens, host:port. Set it on both: each asks the other before it"
              + " takes changes.")
  String peer() default "";

  @AttributeDefinition(
      description =
          "How long the active node may wait for something new before it answers a standby, in"
              + " milliseconds, 100 to 10000. What is beside the journal is that old at most.")
  int pullMillis() default 1000;

  @AttributeDefinition(
      description = "Alarm STANDBY_BEHIND when the standby is older than this, in seconds.")
  int alarmSeconds() default 30;
}
