package io.caskade.faces.rest.resources;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.faces.rest.shapes.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts of somebody who is bound to networks. */
final class OwnReceivers {
  private OwnReceivers() {}

  /** Names of all accounts of the caller's networks. */
  static Set<String> of(ReceiverManagement receivers, Caller caller) {
    Set<String> names = new HashSet<>();
    caller.networks().forEach(network -> read(receivers, caller, network, names));
    return names;
  }

  private static void read(
      ReceiverManagement receivers, Caller caller, NetworkId network, Set<String> names) {
    Optional<String> after = Optional.empty();
    List<ReceiverAccount> page;
    do {
      page = receivers.list(caller, network, RecordFilter.page(after, Page.MOST));
      page.forEach(account -> names.add(account.name()));
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).name());
    } while (page.size() == Page.MOST);
  }
}
