package io.caskade.cards.virtual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one virtual reader. */
@ObjectClassDefinition(
    name = "Caskade virtual reader",
    description =
        "One card reader without hardware: the card in it is a program, made from a CONFIG file. It"
            + " is in the reader as long as the file is there.")
@interface VirtualReaderConfig {
  @AttributeDefinition(
      description =
          "CONFIG file of the card, 90 bytes, as the operator's panel offers it. Keys are in it: keep"
              + " it readable for the head-end's user alone.")
  String config() default "";

  @AttributeDefinition(
      required = false,
      description =
          "Folder in which the card keeps what it learns from EMMs, PIN and block. Empty: it forgets"
              + " all of that when it is taken out or the head-end stops.")
  String stateDirectory() default "";

  @AttributeDefinition(
      description =
          "promised: a limit of services at a time, and EMMs only with right checksums."
              + " compatibility: the old firmware with all its quirks.")
  String mode() default "promised";

  @AttributeDefinition(
      description = "Services that the card opens at a time, 1 to 8. Only with mode = promised.")
  int services() default 2;

  @AttributeDefinition(
      description =
          "Hours for which the card refuses everything after too many services, 1 to 8760, counted by"
              + " the time in ECMs. Only with mode = promised.")
  int blockHours() default 24;
}
