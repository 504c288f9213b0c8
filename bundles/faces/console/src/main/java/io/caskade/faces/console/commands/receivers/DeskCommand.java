package io.caskade.faces.console.commands.receivers;

import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.rights.journal.JournalNotes;
import io.caskade.faces.console.commands.ShowingCommand;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about the control-word server share. */
abstract class DeskCommand extends ShowingCommand {
  @Reference(optional = true)
  @Nullable ReceiverDesk receiverDesk;

  @Reference(optional = true)
  @Nullable JournalNotes journal;

  final ReceiverDesk desk() {
    return need(receiverDesk, ReceiverDesk.class);
  }

  final JournalNotes notes() {
    return need(journal, JournalNotes.class);
  }
}
