package io.caskade.ops.syslog;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one forwarder. */
@ObjectClassDefinition(
    name = "Caskade syslog forwarder",
    description =
        "Sends every sealed row of the journal to a syslog server (RFC 5424), in order, from the"
            + " first start of the forwarder on. Neither transport is encrypted: use a relay on this"
            + " machine or a network of the operator's own.")
@interface SyslogConfig {
  @AttributeDefinition(description = "Address of the syslog server.")
  String host() default "127.0.0.1";

  @AttributeDefinition(description = "Port of the syslog server, 1 to 65535.")
  int port() default 601;

  @AttributeDefinition(
      description =
          "tcp (octet counting, RFC 6587) or udp (RFC 5426). With udp nobody notices what is lost.")
  String transport() default "tcp";

  @AttributeDefinition(
      description = "Name of this head-end in the messages; empty means the name of the machine.")
  String hostName() default "";
}
