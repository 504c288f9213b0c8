package io.caskade.faces.console.commands.journal;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import io.caskade.faces.console.commands.Words;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:journal-verify}. */
@Service
@Command(
    scope = "cas",
    name = "journal-verify",
    description = "Checks the whole chain of the journal and lists what is wrong with it")
public final class JournalVerify extends JournalCommand {
  @Override
  protected void run(Output output) {
    JournalArchive.Verdict verdict = journal().verify(caller());
    Table faults = output.table("seq", "fault", "detail");
    verdict.faults().forEach(fault -> faults.row(fault.seq(), fault.kind(), fault.detail()));
    if (output.json()) {
      output
          .sheet()
          .put("whole", verdict.whole())
          .put("rows", verdict.rows())
          .put("head", verdict.head())
          .table("faults", faults)
          .print();
    } else if (verdict.whole()) {
      output.say("journal.verified", Long.toString(verdict.rows()));
    } else {
      faults.print();
    }
    if (!verdict.whole()) {
      JournalArchive.Fault first = verdict.faults().get(0);
      throw new CaskadeException(
          ErrorCode.CHAIN_BROKEN, Long.toString(first.seq()), Words.written(first.kind()));
    }
  }
}
