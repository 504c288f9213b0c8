package io.caskade.faces.rest;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.api.rights.jobs.AnsweredRequests;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalNotes;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.people.SubscriberManagement;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.files.ReceiverFiles;
import io.caskade.api.rights.receivers.files.ReceiverLines;
import io.caskade.api.rights.reports.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.cm.ConfigurationAdmin;

/** A head-end with cards and subscribers in memory; the other parts come from the test. */
class FakeHeadEnd extends Seams {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final String ALL = "all-scopes";
  static final String READER = "cards-read-only";
  static final String NORTH = "north-only";

  final Map<String, AnsweredRequest> answered = new ConcurrentHashMap<>();
  final List<String> notes = new CopyOnWriteArrayList<>();
  final TreeMap<Long, Card> cards = new TreeMap<>();
  final TreeMap<String, Subscriber> subscribers = new TreeMap<>();
  final List<SealedChange> changes = new CopyOnWriteArrayList<>();
  final List<Caller> adders = new ArrayList<>();
  final Map<Class<?>, Object> parts = new HashMap<>();

  @Override
  public Authentication authentication() {
    return Fakes.of(
        Authentication.class,
        Map.of(
            "caller",
            a ->
                switch (((BearerToken) a[0]).reveal()) {
                  case ALL -> caller(Set.of(), EnumSet.allOf(Permission.class));
                  case READER -> caller(Set.of(), EnumSet.of(Permission.CARDS_READ));
                  case NORTH ->
                      caller(Set.of(new NetworkId("north")), EnumSet.allOf(Permission.class));
                  case "busy" -> throw new CaskadeException(ErrorCode.RATE_LIMITED, "17");
                  default -> throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
                },
            "signIn",
            a -> part(io.caskade.api.rights.access.SignIn.class)));
  }

  private static Caller caller(Set<NetworkId> networks, Set<Permission> permissions) {
    return new Caller(
        new Actor("billing", "127.0.0.1"),
        Role.ADMINISTRATOR,
        networks,
        permissions,
        Optional.empty());
  }

  @Override
  public JournalNotes notes() {
    return Fakes.of(
        JournalNotes.class,
        Map.of(
            "refused",
            a -> {
              notes.add("refused " + a[1] + " " + a[2]);
              return new CaskadeException(ErrorCode.FORBIDDEN, "billing", a[1], a[2]);
            },
            "done",
            a -> notes.add(a[1] + " " + a[2])));
  }

  @Override
  public AnsweredRequests answers() {
    return Fakes.of(
        AnsweredRequests.class,
        Map.of(
            "find",
            a -> Optional.ofNullable(answered.get(a[0])),
            "keep",
            a -> answered.putIfAbsent(((AnsweredRequest) a[1]).id(), (AnsweredRequest) a[1])));
  }

  @Override
  public CardManagement cards() {
    return Fakes.of(
        CardManagement.class,
        Map.of(
            "add", a -> add((Caller) a[0], (NewCard) a[1]), "find", a -> page((CardQuery) a[1])));
  }

  private Card add(Caller caller, NewCard wanted) {
    if (cards.containsKey(wanted.serial().value())) {
      throw new CaskadeException(ErrorCode.CARD_EXISTS, wanted.network(), wanted.serial());
    }
    adders.add(caller);
    var card =
        new Card(
            wanted.network(),
            wanted.serial(),
            1,
            wanted.status(),
            wanted.region(),
            wanted.sold(),
            Instant.EPOCH,
            new WrappedKey(Octets.empty()),
            wanted.holder(),
            NOW);
    cards.put(wanted.serial().value(), card);
    return card;
  }

  private List<Card> page(CardQuery query) {
    long after = query.after().map(serial -> serial.value()).orElse(-1L);
    return cards.tailMap(after, false).values().stream().limit(query.limit()).toList();
  }

  @Override
  public SubscriberManagement subscribers() {
    return Fakes.of(
        SubscriberManagement.class,
        Map.of("save", a -> save((Subscriber) a[1]), "show", a -> subscribers.get(a[2])));
  }

  private Subscriber save(Subscriber s) {
    Subscriber present = subscribers.get(s.id());
    if (present != null && present.version() != s.version()) {
      throw new CaskadeException(ErrorCode.VERSION_CONFLICT, s.network(), s.id());
    }
    var saved =
        new Subscriber(
            s.network(),
            s.id(),
            s.version() + 1,
            s.name(),
            s.contract(),
            s.billingAddress(),
            s.installationAddress(),
            s.phones(),
            s.email(),
            s.notes(),
            s.region(),
            s.tags(),
            s.forgotten(),
            s.createdAt());
    subscribers.put(s.id(), saved);
    return saved;
  }

  @Override
  public ChangeFeed feed() {
    return Fakes.of(
        ChangeFeed.class,
        Map.of(
            "head",
            a -> (long) changes.size(),
            "after",
            a ->
                changes.stream()
                    .filter(change -> change.seq() > (long) a[0])
                    .limit((int) a[1])
                    .toList()));
  }

  @Override
  public Reports reports() {
    return part(Reports.class);
  }

  @Override
  public JournalManagement journal() {
    return part(JournalManagement.class);
  }

  @Override
  public JobManagement jobs() {
    return part(JobManagement.class);
  }

  @Override
  public AccountManagement accounts() {
    return part(AccountManagement.class);
  }

  @Override
  public CardReaders readers() {
    return part(CardReaders.class);
  }

  @Override
  public ReceiverManagement receivers() {
    return part(ReceiverManagement.class);
  }

  @Override
  public ReceiverDesk receiverDesk() {
    return part(ReceiverDesk.class);
  }

  @Override
  public ReceiverFiles receiverFiles() {
    return part(ReceiverFiles.class);
  }

  @Override
  public ReceiverLines receiverLines() {
    return part(ReceiverLines.class);
  }

  @Override
  public ConfigurationAdmin configurations() {
    return part(ConfigurationAdmin.class);
  }

  @Override
  public List<Endpoint> endpoints() {
    return parts.containsKey(Endpoint.class) ? List.of(part(Endpoint.class)) : List.of();
  }

  private <T> T part(Class<T> kind) {
    Object part = parts.get(kind);
    if (part == null) {
      throw new CaskadeException(ErrorCode.PART_MISSING, kind.getSimpleName());
    }
    return kind.cast(part);
  }
}
