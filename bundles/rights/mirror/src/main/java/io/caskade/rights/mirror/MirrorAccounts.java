package io.caskade.rights.mirror;

import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import java.util.List;

/** The receiver accounts of the present image. */
final class MirrorAccounts implements ReceiverAccounts {
  private final MirrorTable table;

  MirrorAccounts(MirrorTable table) {
    this.table = table;
  }

  @Override
  public boolean ready() {
    return table.image().accounts().known();
  }

  @Override
  public long generation() {
    return table.image().accounts().generation();
  }

  @Override
  public List<ReceiverAccount> all() {
    return table.image().accounts().all();
  }
}
