package io.caskade.api.rights.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Window;
import java.util.List;
import java.util.Optional;

/**
 * An account to be added.
 *
 * @param card the network card it stands for
 * @param makesCard the card does not exist yet: it is added, active, in the same transaction
 * @param sold what is sold to the card that it makes; empty with a card that is there already
 * @param password 8 to 63 characters of ASCII without blanks; empty lets one be made
 * @param enabled false: the log-in is refused until it is switched on
 */
public record NewReceiverAccount(
    NetworkId network,
    String name,
    CardSerial card,
    boolean makesCard,
    List<Window> sold,
    Optional<ReceiverPassword> password,
    ReceiverRules rules,
    boolean enabled) {
  public NewReceiverAccount {
    sold = List.copyOf(sold);
  }

  /** An account that may log in at once, and whose card is sold to later. */
  public NewReceiverAccount(
      NetworkId network,
      String name,
      CardSerial card,
      boolean makesCard,
      Optional<ReceiverPassword> password,
      ReceiverRules rules) {
    this(network, name, card, makesCard, List.of(), password, rules, true);
  }
}
