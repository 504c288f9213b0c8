package io.caskade.api.rights.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to change a receiver account. Each call is one transaction; reading needs
 * RECEIVERS_READ, everything else RECEIVERS_WRITE. Every call can throw {@link CaskadeException}
 * FORBIDDEN, NETWORK_UNKNOWN, RECEIVER_UNKNOWN and DATABASE_UNAVAILABLE.
 */
@ProviderType
public interface ReceiverManagement {
  List<ReceiverAccount> list(Caller caller, NetworkId network, RecordFilter filter);

  ReceiverAccount show(Caller caller, NetworkId network, String name);

  /** The account of a card. */
  Optional<ReceiverAccount> of(Caller caller, NetworkId network, CardSerial card);

  /**
   * Adds an account. One that makes its card needs CARDS_SELL, too, and the role of billing in a
   * network that leaves sales to it. A card has one account.
   *
   * @return with the clear password; the caller destroys it
   * @throws CaskadeException RECEIVER_EXISTS (in any network), RECEIVER_INVALID, CARD_UNKNOWN,
   *     CARD_EXISTS, WINDOW_INVALID, DATE_OUT_OF_RANGE
   */
  Made add(Caller caller, NewReceiverAccount account);

  /**
   * Adds accounts with their cards in one transaction: all of them or none. Needs what {@link #add}
   * needs for one that makes its card.
   *
   * @return by number, with the clear passwords; the caller destroys them
   * @throws CaskadeException RECEIVER_EXISTS, RECEIVER_INVALID, WINDOW_INVALID, DATE_OUT_OF_RANGE,
   *     CARD_EXISTS when somebody else took a serial meanwhile
   */
  List<Made> addMany(Caller caller, NewReceiverSeries series);

  /**
   * Changes rules, or switches it off and on.
   *
   * @throws CaskadeException RECEIVER_INVALID, VERSION_CONFLICT
   */
  ReceiverAccount change(
      Caller caller,
      NetworkId network,
      String name,
      ReceiverRules rules,
      boolean enabled,
      OptionalLong version);

  /**
   * Sets another password; whoever is logged in with the former one is sent away.
   *
   * @param password empty lets one be made
   */
  Made changePassword(
      Caller caller, NetworkId network, String name, Optional<ReceiverPassword> password);

  /**
   * Shows the password: the log-ins need it in clear, and so does a line for a receiver. The
   * journal keeps that it was shown. The caller destroys it.
   */
  ReceiverPassword password(Caller caller, NetworkId network, String name);

  /** Removes the log-in; the card stays. */
  void remove(Caller caller, NetworkId network, String name);

  /** An account with its clear password. */
  record Made(ReceiverAccount account, ReceiverPassword password) {}
}
