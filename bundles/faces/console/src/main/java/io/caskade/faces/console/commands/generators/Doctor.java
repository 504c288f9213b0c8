package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode.Grade;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:doctor}. */
@Service
@Command(
    scope = "cas",
    name = "doctor",
    description = "Examines clock, ports, keys, database, certificates, crypto periods")
public final class Doctor extends ShowingCommand {
  @Reference(optional = true)
  @Nullable List<Checkup> checkups;

  @Override
  protected void run(Output output) {
    Locale locale = output.texts().locale();
    Table table = output.table("subject", "grade", "text", "cure");
    int unwell = 0;
    for (Checkup checkup : sorted()) {
      for (Finding finding : checkup.findings()) {
        Grade grade = finding.code().grade();
        unwell += grade == Grade.FINE ? 0 : 1;
        if (output.json()) {
          table.row(checkup.subject(), grade, finding.text(locale), finding.cure(locale));
        } else {
          output.say("finding." + grade, finding.text(locale));
          if (grade != Grade.FINE) {
            output.say("finding.cure", finding.cure(locale));
          }
        }
      }
    }
    if (output.json()) {
      table.print();
    } else {
      output.say(unwell == 0 ? "doctor.well" : "doctor.unwell", unwell);
    }
  }

  private List<Checkup> sorted() {
    return checkups == null
        ? List.of()
        : checkups.stream().sorted(Comparator.comparing(Checkup::subject)).toList();
  }
}
