package io.caskade.faces.console.commands.receivers;

import io.caskade.api.rights.receivers.files.FileAccount;
import io.caskade.api.rights.receivers.files.FileRemark;
import io.caskade.api.rights.receivers.files.FileReport;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Sheet;
import io.caskade.faces.console.commands.Table;
import java.util.List;
import java.util.Locale;

/** What became, or would become, of a file. */
final class ImportSheet {
  private final Output output;

  ImportSheet(Output output) {
    this.output = output;
  }

  void print(FileReport report) {
    Sheet sheet =
        output
            .sheet()
            .put("changed", report.changed())
            .put(
                "added",
                report.count(FileAccount.State.ADDED) + report.count(FileAccount.State.WOULD_ADD))
            .put("exist", report.count(FileAccount.State.EXISTS))
            .put(
                "refused",
                report.count(FileAccount.State.REFUSED) + report.count(FileAccount.State.LEFT));
    if (output.json()) {
      sheet.put("settings", report.settings());
    }
    sheet
        .table("accounts", accounts(report.accounts()))
        .table("remarks", remarks(report.remarks()))
        .print();
    for (String settings : report.settings()) {
      output.line("");
      output.line(settings.stripTrailing());
    }
    if (!report.changed()) {
      output.say("receiver.import-dry");
    }
  }

  private Table accounts(List<FileAccount> accounts) {
    Table table = output.table("line", "written", "account", "state", "card");
    accounts.forEach(
        account ->
            table.row(
                account.line(),
                account.written(),
                account.name(),
                account.state(),
                account.card()));
    return table;
  }

  private Table remarks(List<FileRemark> remarks) {
    Locale locale = output.texts().locale();
    Table table = output.table("line", "severity", "text", "cure");
    remarks.forEach(
        remark ->
            table.row(
                remark.line(),
                remark.severity(),
                remark.in(locale).text(),
                remark.in(locale).cure()));
    return table;
  }
}
