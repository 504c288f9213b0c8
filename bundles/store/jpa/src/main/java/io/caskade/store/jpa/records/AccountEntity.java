package io.caskade.store.jpa.records;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.PasswordHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An account as a row. */
@Entity(name = "Account")
@Table(name = "account")
class AccountEntity extends RecordEntity<Account> {
  @Column(name = "name")
  private String name;

  @Column(name = "role")
  private String role;

  @Column(name = "networks")
  private String networks;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "totp")
  private byte @Nullable [] totp;

  @Column(name = "last_totp_step")
  private long lastTotpStep;

  @Column(name = "quota")
  private @Nullable Integer quota;

  @Column(name = "must_change")
  private int mustChange;

  @Column(name = "disabled")
  private int disabled;

  @Column(name = "failures")
  private int failures;

  @Column(name = "locked_until")
  private long lockedUntil;

  @Column(name = "password_changed_at")
  private long passwordChangedAt;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected AccountEntity() {}

  @Override
  void take(@Nullable Account before, Account after) {
    name = Columns.text("name", after.name(), 190);
    role = after.role().name();
    networks = Columns.lines("networks", after.networks(), 4000);
    passwordHash = after.password().phc();
    totp = after.totp().map(secret -> secret.octets().toByteArray()).orElse(null);
    lastTotpStep = after.lastTotpStep();
    quota = after.quota().isPresent() ? after.quota().getAsInt() : null;
    mustChange = Columns.truth(after.mustChange());
    disabled = Columns.truth(after.disabled());
    failures = after.failures();
    lockedUntil = after.lockedUntil().toEpochMilli();
    passwordChangedAt = after.passwordChangedAt().toEpochMilli();
  }

  @Override
  Account toRecord() {
    return new Account(
        id(),
        version(),
        name,
        Role.valueOf(role),
        Set.copyOf(Columns.list(networks, NetworkId::new)),
        new PasswordHash(passwordHash),
        Optional.ofNullable(totp).map(Octets::of).map(WrappedKey::new),
        lastTotpStep,
        quota == null ? OptionalInt.empty() : OptionalInt.of(quota),
        mustChange != 0,
        disabled != 0,
        failures,
        Instant.ofEpochMilli(lockedUntil),
        Instant.ofEpochMilli(passwordChangedAt));
  }

  @Override
  List<String> words() {
    return List.of(id(), name);
  }
}
