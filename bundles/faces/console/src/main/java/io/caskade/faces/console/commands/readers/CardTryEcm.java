package io.caskade.faces.console.commands.readers;

import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.EcmTrial;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.ReaderNames;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:card-try-ecm}. */
@Service
@Command(
    scope = "cas",
    name = "card-try-ecm",
    description = "Has the card in a reader open an ECM of this head-end")
public final class CardTryEcm extends NetworkCommand {
  @Argument(name = "reader", required = true, description = "As cas:reader-list shows it")
  @Completion(ReaderNames.class)
  String reader = "";

  @Option(
      name = "-p",
      aliases = "--products",
      description = "Packages of the service that the ECM is for, eight hexadecimal digits")
  String products = "00000001";

  @Reference(optional = true)
  @Nullable CardReaders readers;

  @Override
  protected void run(Output output) {
    EcmTrial trial =
        need(readers, CardReaders.class).tryEcm(reader, network(), ProductMask.parse(products));
    output.sheet().put("outcome", trial.outcome()).put("took-ms", trial.took().toMillis()).print();
    switch (trial.outcome()) {
      case OPENED -> output.say("trial.opened");
      case WRONG_WORDS -> output.say("trial.wrong-words", network());
      case REFUSED -> output.say("trial.refused");
    }
  }
}
