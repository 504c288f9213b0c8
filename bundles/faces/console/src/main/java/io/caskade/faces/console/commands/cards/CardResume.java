package io.caskade.faces.console.commands.cards;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-resume}. */
@Service
@Command(scope = "cas", name = "card-resume", description = "Lights a suspended viewing card again")
public final class CardResume extends OneCardCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(cards().resume(caller(), network(), serial(), OptionalLong.empty())));
  }
}
