package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.NewCard;
import io.caskade.faces.console.commands.KeyFile;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Times;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code cas:card-add}. */
@Service
@Command(
    scope = "cas",
    name = "card-add",
    description = "Adds a viewing card with its first rights")
public final class CardAdd extends CardCommand {
  @Argument(index = 0, name = "serial", required = true, description = "Serial number")
  String serial = "";

  @Argument(index = 1, name = "packages", required = true, description = "Eight hexadecimal digits")
  String packages = "";

  @Argument(
      index = 2,
      name = "start",
      required = true,
      description = "Date, date and time, or Unix")
  String start = "";

  @Argument(index = 3, name = "finish", required = true, description = "Likewise")
  String finish = "";

  @Option(name = "-k", aliases = "--key-file", description = "Key inside the card, hexadecimal")
  @Completion(FileCompleter.class)
  String keyFile = "";

  @Option(name = "-r", aliases = "--region", description = "Region; none means everywhere")
  String region = "";

  @Option(name = "-p", aliases = "--paired", description = "Opens only in the remembered host")
  boolean paired;

  @Option(name = "-u", aliases = "--unprotected", description = "The card may be erased")
  boolean unprotected;

  @Override
  protected void run(Output output) {
    var rights =
        new CardRights(
            ProductMask.parse(packages),
            Times.read(start, zone()),
            Times.read(finish, zone()),
            paired,
            !unprotected);
    CardKey key = keyFile.isEmpty() ? null : KeyFile.read(keyFile, serial, CardKey::new);
    var card = new NewCard(network(), CardSerial.parse(serial), region, rights, key);
    show(output, List.of(cards().add(caller(), card)));
  }
}
