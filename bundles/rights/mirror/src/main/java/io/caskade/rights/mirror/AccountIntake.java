package io.caskade.rights.mirror;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.receivers.ReceiverAccount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings receiver accounts into the table. What is read last is what is shown: a name that was
 * removed and given again begins with version 1 once more. Confined to the following thread.
 */
final class AccountIntake {
  /** How targets of the feed begin. */
  private static final String TARGET = "receiver-account:";

  private final MirrorTable table;

  AccountIntake(MirrorTable table) {
    this.table = table;
  }

  /** Reads those accounts again that a page of the feed names. */
  void refresh(ChangeFeed feed, List<SealedChange> page) {
    Map<NetworkId, Set<String>> named = new LinkedHashMap<>();
    for (SealedChange change : page) {
      if (change.target().startsWith(TARGET)) {
        named
            .computeIfAbsent(change.network(), network -> new LinkedHashSet<>())
            .add(change.target().substring(TARGET.length()));
      }
    }
    if (named.isEmpty()) {
      return;
    }
    KnownAccounts accounts = table.image().accounts();
    for (Map.Entry<NetworkId, Set<String>> each : named.entrySet()) {
      accounts =
          accounts.with(
              each.getKey(),
              each.getValue(),
              feed.records(ReceiverAccount.class, each.getKey(), each.getValue()));
    }
    table.publish(table.image().with(accounts));
  }

  /** Reads all accounts. */
  void load(ChangeFeed feed) {
    var all = new ArrayList<ReceiverAccount>();
    feed.readAll(ReceiverAccount.class, all::add);
    table.publish(table.image().with(table.image().accounts().become(all)));
  }
}
