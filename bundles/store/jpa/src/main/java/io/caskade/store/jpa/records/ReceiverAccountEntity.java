package io.caskade.store.jpa.records;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.util.List;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A receiver account as a row. */
@Entity(name = "ReceiverAccount")
@Table(name = "receiver_account")
class ReceiverAccountEntity extends RecordEntity<ReceiverAccount> {
  @Column(name = "serial")
  private long serial;

  @Column(name = "password")
  private byte[] password;

  @Column(name = "services")
  private int services;

  @Column(name = "protocols")
  private String protocols;

  @Column(name = "addresses")
  private String addresses;

  @Column(name = "newest_wins")
  private int newestWins;

  @Column(name = "downhops")
  private int downhops;

  @Column(name = "enabled")
  private int enabled;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected ReceiverAccountEntity() {}

  @Override
  void take(@Nullable ReceiverAccount before, ReceiverAccount after) {
    ReceiverRules rules = after.rules();
    serial = after.card().value();
    password = after.password().octets().toByteArray();
    services = rules.services();
    protocols = Columns.lines("protocols", rules.protocols().stream().sorted().toList(), 190);
    addresses = Columns.lines("addresses", rules.addresses(), 4000);
    newestWins = Columns.truth(rules.newestWins());
    downhops = rules.downhops();
    enabled = Columns.truth(after.enabled());
  }

  @Override
  ReceiverAccount toRecord() {
    return new ReceiverAccount(
        network(),
        id(),
        version(),
        new CardSerial(serial),
        new WrappedKey(Octets.of(password)),
        new ReceiverRules(
            services,
            Set.copyOf(Columns.list(protocols)),
            Columns.list(addresses),
            newestWins != 0,
            downhops),
        enabled != 0);
  }

  @Override
  List<String> words() {
    return List.of(id());
  }
}
