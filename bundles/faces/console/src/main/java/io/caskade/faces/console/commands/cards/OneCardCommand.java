package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.faces.console.commands.completion.CardSerials;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** A command about one card. */
abstract class OneCardCommand extends CardCommand {
  @Argument(
      index = 0,
      name = "serial",
      required = true,
      description = "Serial number as printed on the card")
  @Completion(CardSerials.class)
  String serial = "";

  final CardSerial serial() {
    return CardSerial.parse(serial);
  }
}
