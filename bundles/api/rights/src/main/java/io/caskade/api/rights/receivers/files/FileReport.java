package io.caskade.api.rights.receivers.files;

import java.util.List;

/**
 * What a file means here, and what was done about it. Holds no password.
 *
 * @param changed false: a dry run, nothing was changed
 * @param remarks by line
 * @param accounts in the order of the file
 * @param settings text of settings files that are proposed, and never written by themselves
 */
public record FileReport(
    boolean changed, List<FileRemark> remarks, List<FileAccount> accounts, List<String> settings) {
  public FileReport {
    remarks = List.copyOf(remarks);
    accounts = List.copyOf(accounts);
    settings = List.copyOf(settings);
  }

  public long count(FileAccount.State state) {
    return accounts.stream().filter(account -> account.state() == state).count();
  }
}
