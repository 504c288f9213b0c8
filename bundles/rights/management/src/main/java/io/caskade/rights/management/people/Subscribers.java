package io.caskade.rights.management.people;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.people.SubscriberManagement;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Records;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Subscribers: added, changed, and forgotten without a trace of the person in the journal, which
 * keeps ids and names of fields only.
 */
@Component(service = SubscriberManagement.class)
public final class Subscribers implements SubscriberManagement {
  private static final Set<String> COLUMNS = Set.of("region", "tag", "forgotten");

  private final Presence presence;
  private final Gate gate;
  private final Records records;
  private final SetTopBoxes boxes;
  private final InstantSource clock;

  /** Made by Declarative Services. */
  @Activate
  public Subscribers(
      @Reference Presence presence, @Reference Gate gate, @Reference Records records) {
    this(presence, gate, records, InstantSource.system());
  }

  public Subscribers(Presence presence, Gate gate, Records records, InstantSource clock) {
    this.presence = presence;
    this.gate = gate;
    this.records = records;
    this.clock = clock;
    boxes = new SetTopBoxes(presence, gate, records);
  }

  @Override
  public Subscriber save(Caller caller, Subscriber subscriber) {
    NetworkId network = subscriber.network();
    gate.require(caller, Permission.SUBSCRIBERS_WRITE, network);
    PeopleRules.require(subscriber);
    presence.network(network);
    return records
        .answered(caller, Subscriber.class, network, subscriber.id())
        .orElseGet(() -> write(caller, subscriber));
  }

  private Subscriber write(Caller caller, Subscriber wanted) {
    if (wanted.version() == 0) {
      return records.add(
          caller, next(wanted, 1, false, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
    Subscriber before = records.show(Subscriber.class, wanted.network(), wanted.id());
    Records.requireVersion(before, wanted.version());
    Subscriber after = next(wanted, before.version() + 1, before.forgotten(), before.createdAt());
    FieldRules.require(
        !after.forgotten() || after.equals(erased(after, after.version())),
        "forgotten",
        "the personal data of this subscriber was erased; a person who comes back gets a new id");
    return records.change(caller, before, after);
  }

  @Override
  public Subscriber show(Caller caller, NetworkId network, String id) {
    gate.require(caller, Permission.SUBSCRIBERS_READ, network);
    return records.show(Subscriber.class, network, id);
  }

  @Override
  public List<Subscriber> find(Caller caller, NetworkId network, RecordFilter filter) {
    gate.require(caller, Permission.SUBSCRIBERS_READ, network);
    return records.page(Subscriber.class, network, filter, COLUMNS);
  }

  @Override
  public void remove(Caller caller, NetworkId network, String id, long version) {
    gate.require(caller, Permission.SUBSCRIBERS_WRITE, network);
    if (records.done(caller)) {
      return;
    }
    Subscriber present = records.show(Subscriber.class, network, id);
    Records.requireVersion(present, version);
    requireUnused(network, id);
    records.remove(caller, present);
  }

  private void requireUnused(NetworkId network, String id) {
    long cards = presence.store().countCards(SetTopBoxes.cardsOf(network, id));
    if (cards > 0) {
      throw inUse(network, id, "cards: " + cards);
    }
    RecordFilter installed =
        new RecordFilter(Optional.empty(), Map.of("subscriber", id), Optional.empty(), 1);
    presence.store().records(SetTopBox.class, network, installed).stream()
        .findFirst()
        .ifPresent(
            box -> {
              throw inUse(network, id, "set-top box " + box.id());
            });
  }

  private static CaskadeException inUse(NetworkId network, String id, String by) {
    return new CaskadeException(ErrorCode.RECORD_IN_USE, network, "subscriber", id, by);
  }

  @Override
  public Subscriber forget(Caller caller, NetworkId network, String id) {
    gate.require(caller, Permission.SUBSCRIBERS_FORGET, network);
    Subscriber before = records.show(Subscriber.class, network, id);
    if (before.forgotten()) {
      return before;
    }
    Subscriber after = erased(before, before.version() + 1);
    records.write(caller, "FORGET", before, after, Map.of());
    return after;
  }

  @Override
  public SetTopBox saveBox(Caller caller, SetTopBox box) {
    return boxes.save(caller, box);
  }

  @Override
  public SetTopBox showBox(Caller caller, NetworkId network, String id) {
    return boxes.show(caller, network, id);
  }

  @Override
  public List<SetTopBox> findBoxes(Caller caller, NetworkId network, RecordFilter filter) {
    return boxes.find(caller, network, filter);
  }

  @Override
  public void removeBox(Caller caller, NetworkId network, String id, long version) {
    boxes.remove(caller, network, id, version);
  }

  private static Subscriber next(
      Subscriber wanted, long version, boolean forgotten, Instant createdAt) {
    return new Subscriber(
        wanted.network(),
        wanted.id(),
        version,
        wanted.name(),
        wanted.contract(),
        wanted.billingAddress(),
        wanted.installationAddress(),
        wanted.phones(),
        wanted.email(),
        wanted.notes(),
        wanted.region(),
        wanted.tags(),
        forgotten,
        createdAt);
  }

  private static Subscriber erased(Subscriber person, long version) {
    return new Subscriber(
        person.network(),
        person.id(),
        version,
        "",
        "",
        "",
        "",
        List.of(),
        "",
        "",
        person.region(),
        person.tags(),
        true,
        person.createdAt());
  }
}
