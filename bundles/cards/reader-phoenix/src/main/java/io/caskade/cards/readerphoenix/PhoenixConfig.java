package io.caskade.cards.readerphoenix;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one reader at a serial port. Empty and 0 mean what the preset says. */
@ObjectClassDefinition(
    name = "Caskade Phoenix reader",
    description =
        "One card reader of the Phoenix or Smartmouse kind at a serial port. A preset sets all of it"
            + " for known hardware; a setting that is given goes before the preset. A change ends the"
            + " connection to the card, which is made again with the new settings.")
@interface PhoenixConfig {
  @AttributeDefinition(
      description = "Serial port: a device such as /dev/ttyUSB0, or better a link in /dev/serial/by-id.")
  String port() default "/dev/ttyUSB0";

  @AttributeDefinition(
      description =
          "Hardware: phoenix-3.57, phoenix-6.00, smartmouse-3.57, smartmouse-6.00, easymouse-3.57,"
              + " easymouse-6.00 (the number is the crystal in MHz), pty (a card emulator on a"
              + " pseudo-terminal), or custom (nothing is taken for granted but 9600 baud).")
  String preset() default "phoenix-3.57";

  @AttributeDefinition(
      required = false,
      description =
          "Baud, 300 to 1000000; 0: the preset's. Clock of the card divided by 372: 9600 at 3.57 MHz,"
              + " 16129 at 6 MHz.")
  int baud() default 0;

  @AttributeDefinition(
      required = false,
      description =
          "Parity: auto (even, and odd when no card answers so: cards of the inverse convention are"
              + " heard at odd parity only), even, odd or none. Empty: the preset's.")
  String parity() default "";

  @AttributeDefinition(required = false, description = "Stop bits, 1 or 2; 0: the preset's.")
  int stopBits() default 0;

  @AttributeDefinition(
      required = false,
      description =
          "What resets the card: rts, dtr, or flush (emptying the port's buffers, for card emulators"
              + " on a pseudo-terminal). Empty: the preset's.")
  String resetLine() default "";

  @AttributeDefinition(
      required = false,
      description =
          "true: the card is reset while the line is down, as Smartmouse readers do; false: while it"
              + " is up. Empty: the preset's.")
  String resetInverted() default "";

  @AttributeDefinition(
      required = false,
      description = "Length of the reset pulse in ms, 1 to 500; 0: the preset's.")
  int pulseMs() default 0;

  @AttributeDefinition(
      required = false,
      description =
          "Line that tells whether a card is in: cts, dsr, cd, or none (an empty reader then shows as"
              + " one with a mute card). Empty: the preset's.")
  String detectLine() default "";

  @AttributeDefinition(
      required = false,
      description = "true: the line is down while a card is in. Empty: the preset's.")
  String detectInverted() default "";

  @AttributeDefinition(
      required = false,
      description =
          "true: the reader returns each byte that is sent, which is compared. false: it does not."
              + " Empty: the preset's.")
  String echo() default "";
}
