package io.caskade.api.rights.people;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordFilter;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Subscribers and their boxes. Every call checks the caller; errors as in {@code CardManagement}.
 */
@ProviderType
public interface SubscriberManagement {
  /**
   * Adds (version 0) or changes a subscriber that still has the given version.
   *
   * @throws CaskadeException RECORD_EXISTS, RECORD_UNKNOWN, VERSION_CONFLICT, FIELD_INVALID
   */
  Subscriber save(Caller caller, Subscriber subscriber);

  Subscriber show(Caller caller, NetworkId network, String id);

  /** Text: beginning of name, contract, phone, e-mail or address; columns {@code region, tag}. */
  List<Subscriber> find(Caller caller, NetworkId network, RecordFilter filter);

  /**
   * Removes a subscriber who has no cards.
   *
   * @throws CaskadeException RECORD_IN_USE
   */
  void remove(Caller caller, NetworkId network, String id, long version);

  /** Erases the personal data; cards, entitlements and the journal keep the bare id. */
  Subscriber forget(Caller caller, NetworkId network, String id);

  /** Adds (version 0) or changes a box. */
  SetTopBox saveBox(Caller caller, SetTopBox box);

  SetTopBox showBox(Caller caller, NetworkId network, String id);

  /** Columns {@code subscriber, model}. */
  List<SetTopBox> findBoxes(Caller caller, NetworkId network, RecordFilter filter);

  void removeBox(Caller caller, NetworkId network, String id, long version);
}
