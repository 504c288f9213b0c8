package io.caskade.api.rights.access;

import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StoredRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A person's account.
 *
 * @param login 1 to 64 of {@code a-z 0-9 . _ -}
 * @param networks the only ones it may touch; empty means all
 * @param totp the sealed secret of the second factor; empty when not enrolled
 * @param lastTotpStep time step of the last code that was taken, so that none is taken twice
 * @param quota of a dealer: how many cards it may activate; empty means no limit
 * @param mustChange the password was set by somebody else
 * @param failures wrong passwords in a row
 * @param lockedUntil refused until then
 */
public record Account(
    String login,
    long version,
    String name,
    Role role,
    Set<NetworkId> networks,
    PasswordHash password,
    Optional<WrappedKey> totp,
    long lastTotpStep,
    OptionalInt quota,
    boolean mustChange,
    boolean disabled,
    int failures,
    Instant lockedUntil,
    Instant passwordChangedAt)
    implements StoredRecord {
  public Account {
    networks = Set.copyOf(networks);
  }

  @Override
  public RecordKind kind() {
    return RecordKind.ACCOUNT;
  }

  @Override
  public NetworkId network() {
    return HEAD_END;
  }

  @Override
  public String id() {
    return login;
  }
}
