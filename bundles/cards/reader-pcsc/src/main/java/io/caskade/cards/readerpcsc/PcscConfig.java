package io.caskade.cards.readerpcsc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one PC/SC reader. */
@ObjectClassDefinition(
    name = "Caskade PC/SC card reader",
    description =
        "One card reader of the PC/SC service (pcscd): USB readers mostly. It comes back by itself"
            + " when the service is restarted or the reader is plugged in again.")
@interface PcscConfig {
  @AttributeDefinition(
      description =
          "Name of the reader as pcsc_scan shows it; * stands for any characters. Of several that"
              + " fit, the first is taken.")
  String terminal() default "*";

  @AttributeDefinition(
      description =
          "Protocol to ask the card for: T=0, or * for whatever the card offers. Viewing cards speak"
              + " T=0.")
  String protocol() default "T=0";
}
