package io.caskade.store.jpa.records;

import io.caskade.api.rights.people.Subscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A subscriber as a row. */
@Entity(name = "Subscriber")
@Table(name = "subscriber")
class SubscriberEntity extends RecordEntity<Subscriber> {
  @Column(name = "name")
  private String name;

  @Column(name = "contract")
  private String contract;

  @Column(name = "billing_address")
  private String billingAddress;

  @Column(name = "installation_address")
  private String installationAddress;

  @Column(name = "phones")
  private String phones;

  @Column(name = "email")
  private String email;

  @Column(name = "notes")
  private String notes;

  @Column(name = "region")
  private String region;

  @Column(name = "tags")
  private String tags;

  @Column(name = "forgotten")
  private int forgotten;

  @Column(name = "created_at")
  private long createdAt;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected SubscriberEntity() {}

  @Override
  void take(@Nullable Subscriber before, Subscriber after) {
    name = Columns.text("name", after.name(), 190);
    contract = Columns.text("contract", after.contract(), 190);
    billingAddress = Columns.text("billingAddress", after.billingAddress(), 500);
    installationAddress = Columns.text("installationAddress", after.installationAddress(), 500);
    phones = Columns.lines("phones", after.phones(), 1000);
    email = Columns.text("email", after.email(), 190);
    notes = Columns.text("notes", after.notes(), 4000);
    region = Columns.text("region", after.region(), 32);
    tags = Columns.lines("tags", after.tags(), 1100);
    forgotten = Columns.truth(after.forgotten());
    createdAt = after.createdAt().toEpochMilli();
  }

  @Override
  Subscriber toRecord() {
    return new Subscriber(
        network(),
        id(),
        version(),
        name,
        contract,
        billingAddress,
        installationAddress,
        Columns.list(phones),
        email,
        notes,
        region,
        Columns.list(tags),
        forgotten != 0,
        Instant.ofEpochMilli(createdAt));
  }

  @Override
  List<String> words() {
    var words = new ArrayList<>(Columns.list(phones));
    words.addAll(List.of(name, contract, billingAddress, installationAddress, email));
    return words;
  }

  @Override
  List<String> tags() {
    return Columns.list(tags);
  }
}
