package io.caskade.api.rights.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;

/**
 * The log-in of a network card: a viewing card without plastic, whose receiver asks over IP. What
 * it may watch is sold to the card, as to every other.
 *
 * @param network of the card
 * @param name 1 to 20 of {@code a-z 0-9 . _ -} (CCcam sends 20 characters), unique in the head-end
 * @param password sealed, not hashed: CCcam's log-in needs the clear text
 * @param enabled false: the log-in is refused, the card keeps what was sold
 */
public record ReceiverAccount(
    NetworkId network,
    String name,
    long version,
    CardSerial card,
    WrappedKey password,
    ReceiverRules rules,
    boolean enabled)
    implements StoredRecord {
  /** Purpose under which the vault seals the password. */
  public static final String PURPOSE = "receiver";

  @Override
  public RecordKind kind() {
    return RecordKind.RECEIVER_ACCOUNT;
  }

  @Override
  public String id() {
    return name;
  }
}
