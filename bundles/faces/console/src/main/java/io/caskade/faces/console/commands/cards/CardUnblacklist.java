package io.caskade.faces.console.commands.cards;

import io.caskade.api.rights.access.Authentication;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.UserLogins;
import java.io.IOException;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:card-unblacklist}. */
@Service
@Command(
    scope = "cas",
    name = "card-unblacklist",
    description = "Brings a blacklisted card back; two administrators have to say so")
public final class CardUnblacklist extends OneCardCommand {
  @Argument(index = 1, name = "reason", required = true, description = "For the journal")
  String reason = "";

  @Option(name = "--second", description = "Login of a second administrator, who is asked here")
  @Completion(UserLogins.class)
  String second = "";

  @Reference(optional = true)
  @Nullable Authentication authentication;

  @Override
  protected void run(Output output) throws IOException {
    boolean back = cards().unblacklist(caller(), network(), serial(), reason);
    if (!back && !second.isEmpty()) {
      back =
          new SecondVoice(need(authentication, Authentication.class), prompt())
              .ask(second, voice -> cards().unblacklist(voice, network(), serial(), reason));
    }
    if (back) {
      show(output, List.of(cards().show(caller(), network(), serial())));
    } else {
      output.say("card.second-voice", serial().toString());
    }
  }
}
