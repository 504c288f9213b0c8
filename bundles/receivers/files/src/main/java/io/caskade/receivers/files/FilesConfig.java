package io.caskade.receivers.files;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@value ReceiverLinesComponent#PID}. */
@ObjectClassDefinition(
    id = ReceiverLinesComponent.PID,
    name = "Caskade lines for receivers",
    description =
        "What stands in the lines that subscribers enter into their receivers: hosts and ports as"
            + " they are reached from outside. Changes hold for the next line.")
public @interface FilesConfig {
  @AttributeDefinition(
      required = false,
      description =
          "Name or address of this head-end as receivers reach it. Without it no line is made.")
  String mainHost() default "";

  @AttributeDefinition(
      required = false,
      description =
          "Name or address of the node that receivers fall over to, with the same ports. Empty:"
              + " lines have the main host only.")
  String fallOverHost() default "";

  @AttributeDefinition(
      description =
          "Port of CCcam from outside, 0 to 65535. 0 is the port of the first listener here.")
  int cccamPort() default 0;

  @AttributeDefinition(
      description =
          "Port of newcamd from outside, 0 to 65535. 0 is the port of the first listener here that"
              + " serves the network's CAID.")
  int newcamdPort() default 0;

  @AttributeDefinition(
      type = AttributeType.PASSWORD,
      required = false,
      description =
          "DES key of newcamd in lines, 28 hexadecimal digits. Empty is the key of the listener.")
  String newcamdKey() default "";

  @AttributeDefinition(
      description =
          "Port of cs378x (TCP) from outside, 0 to 65535. 0 is the port of the first listener here.")
  int cs378xPort() default 0;

  @AttributeDefinition(
      description =
          "Port of camd35 (UDP) from outside, 0 to 65535. 0 is the port of the first listener here.")
  int camd35Port() default 0;
}
