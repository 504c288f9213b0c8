package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.receivers.files.FileAccount;
import io.caskade.api.rights.receivers.files.FileRemark;
import io.caskade.api.rights.receivers.files.FileReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file of another server means here, and what was done about it. Holds no password.
 *
 * @param changed false: a dry run, nothing was changed
 * @param added accounts that were added; in a dry run those that would be
 * @param exist accounts that are there already and stay as they are
 * @param refused accounts that are left out; a remark says why
 * @param left accounts that were not reached, since the import ended before
 * @param remarks by line, in the reader's language
 * @param settings text of settings files that are proposed and never written by themselves
 */
@Schema(name = "ReceiverFileReport")
public record ReceiverFileShape(
    boolean changed,
    long added,
    long exist,
    long refused,
    long left,
    List<Account> accounts,
    List<Remark> remarks,
    List<String> settings) {
  /**
   * An account of the file.
   *
   * @param line where it stands, from 1
   * @param written its name in the file
   * @param name its name here, or the one that is proposed
   * @param state would-add, added, exists, refused or left
   * @param card its network card
   */
  @Schema(name = "ReceiverFileAccount")
  public record Account(
      int line,
      String written,
      @Schema(example = "flat-17") String name,
      @Schema(example = "added") String state,
      @Schema(example = "2100000000") Optional<Long> card) {
    static Account of(FileAccount account) {
      return new Account(
          account.line(),
          account.written(),
          account.name(),
          Words.of(account.state()),
          account.card().map(CardSerial::value));
    }
  }

  /**
   * What a line means.
   *
   * @param line from 1; 0 for the whole file
   * @param severity note, warning or error
   * @param code a name that does not change with the language
   * @param cure what to do; empty when nothing needs to be done
   */
  @Schema(name = "ReceiverFileRemark")
  public record Remark(
      int line,
      @Schema(example = "warning") String severity,
      @Schema(example = "missing-blank") String code,
      String text,
      String cure) {
    static Remark of(FileRemark remark, Locale locale) {
      FileRemark.Words words = remark.in(locale);
      return new Remark(
          remark.line(), Words.of(remark.severity()), remark.code(), words.text(), words.cure());
    }
  }

  public static ReceiverFileShape of(FileReport report, Locale locale) {
    return new ReceiverFileShape(
        report.changed(),
        report.count(FileAccount.State.ADDED) + report.count(FileAccount.State.WOULD_ADD),
        report.count(FileAccount.State.EXISTS),
        report.count(FileAccount.State.REFUSED),
        report.count(FileAccount.State.LEFT),
        report.accounts().stream().map(Account::of).toList(),
        report.remarks().stream().map(remark -> Remark.of(remark, locale)).toList(),
        report.settings());
  }
}
