package io.caskade.receivers.server;

import io.caskade.api.receivers.Refusal;
import io.caskade.api.rights.receivers.ReceiverAccount;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an account must have to be another site of the operator's. Such a client gets every control
 * word of its network, and the log-in of CCcam proves little: only a list of addresses keeps
 * strangers out.
 */
final class SiteRule {
  /** The one protocol that tells a site what an ECM asks for. */
  static final String PROTOCOL = "cccam";

  private static final Logger LOG = LoggerFactory.getLogger(SiteRule.class);

  private SiteRule() {}

  /** Why it is sent away, empty when it may come. */
  static Optional<Refusal> refusal(ReceiverAccount account, String protocol) {
    if (account.rules().addresses().isEmpty()) {
      LOG.warn(
          "Site {} is turned away: its account has no list of addresses, so that everybody who"
              + " learns its password would get every control word. Enter the address of the edge"
              + " node: cas:receiver-change -a ADDRESS {}",
          account.name(),
          account.name());
      return Optional.of(Refusal.ADDRESS_FORBIDDEN);
    }
    if (!protocol.equals(PROTOCOL)) {
      LOG.warn(
          "Site {} is turned away: it came over {}, and a site is served over {} only. For a"
              + " receiver make another account, or take it out of `sites`.",
          account.name(),
          protocol,
          PROTOCOL);
      return Optional.of(Refusal.PROTOCOL_FORBIDDEN);
    }
    return Optional.empty();
  }
}
