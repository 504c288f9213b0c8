package io.caskade.receivers.server.accounts;

import io.caskade.api.receivers.Refusal;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.lib.cidr.AddressList;
import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account as it was set, ready to be asked.
 *
 * @param addresses it may come from; empty when the list in the account makes no sense, so that it
 *     may come from nowhere
 */
public record AccountTerms(ReceiverAccount account, Optional<AddressList> addresses) {
  private static final Logger LOG = LoggerFactory.getLogger(AccountTerms.class);

  static AccountTerms of(ReceiverAccount account) {
    try {
      return new AccountTerms(account, Optional.of(AddressList.of(account.rules().addresses())));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "Receiver account {} may come from nowhere, its addresses cannot be read: {}",
          account.name(),
          e.getMessage());
      return new AccountTerms(account, Optional.empty());
    }
  }

  /** Why a client is sent away, empty when it may come. */
  public Optional<Refusal> refusal(String protocol, InetAddress address) {
    if (!account.enabled()) {
      return Optional.of(Refusal.ACCOUNT_CHANGED);
    }
    if (!account.rules().protocols().isEmpty() && !account.rules().protocols().contains(protocol)) {
      return Optional.of(Refusal.PROTOCOL_FORBIDDEN);
    }
    boolean welcome =
        addresses.filter(list -> list.isEmpty() || list.contains(address)).isPresent();
    return welcome ? Optional.empty() : Optional.of(Refusal.ADDRESS_FORBIDDEN);
  }
}
