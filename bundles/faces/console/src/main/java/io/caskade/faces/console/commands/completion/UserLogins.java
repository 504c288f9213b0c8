package io.caskade.faces.console.commands.completion;

import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.AccountManagement;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Logins of accounts. */
@Service
public final class UserLogins implements Completer {
  @Reference(optional = true)
  @Nullable AccountManagement accounts;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    AccountManagement known = accounts;
    if (known != null) {
      names
          .getStrings()
          .addAll(
              Known.names(
                  caller ->
                      known.accounts(caller, RecordFilter.page(Optional.empty(), 100)).stream()
                          .map(Account::login)
                          .toList()));
    }
    return names.complete(session, line, candidates);
  }
}
