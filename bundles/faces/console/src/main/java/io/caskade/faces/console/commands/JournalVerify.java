package io.caskade.faces.console.commands;

import io.caskade.api.rights.ChangeFeed;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:journal-verify}. */
@Service
@Command(
    scope = "cas",
    name = "journal-verify",
    description = "Checks the journal's chain of hashes")
public final class JournalVerify extends CasCommand {
  @Reference @Nullable ChangeFeed feed;

  @Override
  void run(Output output) {
    output.say("journal.verified", injected(feed).verify());
  }
}
