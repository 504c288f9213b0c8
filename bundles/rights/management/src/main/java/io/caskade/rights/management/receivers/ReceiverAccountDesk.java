package io.caskade.rights.management.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Records;
import io.caskade.rights.management.cards.CardGate;
import io.caskade.rights.management.cards.CardRules;
import io.caskade.rights.management.cards.NetworkCard;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The desk of receiver accounts: asks the gate first, then checks the fields, then writes. A card
 * that is made along with its account is a sale as far as the network's policy goes; it takes
 * nothing from the stock, so cards-add is not needed.
 */
@Component(service = ReceiverManagement.class)
public final class ReceiverAccountDesk implements ReceiverManagement {
  private static final Set<String> COLUMNS = Set.of("card", "enabled");

  private final Presence presence;
  private final Gate gate;
  private final CardGate cards;
  private final Records records;
  private final InstantSource clock;
  private final ReceiverWrites writes;
  private final SealedPasswords passwords;
  private final PasswordMaker maker;
  private final ReceiverSeries series;

  /** Made by Declarative Services. */
  @Activate
  public ReceiverAccountDesk(
      @Reference Presence presence,
      @Reference Gate gate,
      @Reference Records records,
      @Reference ChangeIds ids) {
    this(presence, gate, records, ids, InstantSource.system(), new SecureRandom());
  }

  public ReceiverAccountDesk(
      Presence presence,
      Gate gate,
      Records records,
      ChangeIds ids,
      InstantSource clock,
      RandomGenerator random) {
    this.presence = presence;
    this.gate = gate;
    this.cards = new CardGate(gate, presence);
    this.records = records;
    this.clock = clock;
    this.writes = new ReceiverWrites(presence, ids, clock);
    this.passwords = new SealedPasswords(presence);
    this.maker = new PasswordMaker(random);
    this.series = new ReceiverSeries(presence, writes, passwords, maker, clock);
  }

  @Override
  public List<ReceiverAccount> list(Caller caller, NetworkId network, RecordFilter filter) {
    gate.require(caller, Permission.RECEIVERS_READ, network);
    return records.page(ReceiverAccount.class, network, filter, COLUMNS);
  }

  @Override
  public ReceiverAccount show(Caller caller, NetworkId network, String name) {
    gate.require(caller, Permission.RECEIVERS_READ, network);
    return writes.show(network, name);
  }

  @Override
  public Optional<ReceiverAccount> of(Caller caller, NetworkId network, CardSerial card) {
    gate.require(caller, Permission.RECEIVERS_READ, network);
    Optional<ReceiverAccount> found = writes.of(network, card);
    if (found.isEmpty()) {
      presence.network(network);
    }
    return found;
  }

  @Override
  public Made add(Caller caller, NewReceiverAccount wanted) {
    gate.require(caller, Permission.RECEIVERS_WRITE, wanted.network());
    if (wanted.makesCard()) {
      cards.sell(caller, Permission.CARDS_SELL, wanted.network());
    }
    ReceiverRulesCheck.name(wanted.name());
    ReceiverRulesCheck.rules(wanted.rules());
    ReceiverRulesCheck.require(
        wanted.makesCard() || wanted.sold().isEmpty(),
        "sold: only to a card that is made along with the account");
    wanted.password().ifPresent(ReceiverRulesCheck::password);
    CardRules.requireWindows(
        presence.network(wanted.network()).network(), wanted.card(), wanted.sold());
    if (presence.done(caller)) {
      return opened(writes.show(wanted.network(), wanted.name()));
    }
    Card made = card(wanted);
    ReceiverPassword password = copyOf(wanted.password());
    var account =
        new ReceiverAccount(
            wanted.network(),
            wanted.name(),
            1,
            wanted.card(),
            passwords.seal(password),
            wanted.rules(),
            wanted.enabled());
    writes.add(caller, account, made);
    return new Made(account, password);
  }

  @Override
  public List<Made> addMany(Caller caller, NewReceiverSeries wanted) {
    gate.require(caller, Permission.RECEIVERS_WRITE, wanted.network());
    cards.sell(caller, Permission.CARDS_SELL, wanted.network());
    ReceiverRulesCheck.rules(wanted.rules());
    CardRules.requireWindows(
        presence.network(wanted.network()).network(), wanted.firstCard(), wanted.sold());
    return series.add(caller, wanted, new SeriesNames(wanted));
  }

  /** The card to be made; null when there is one, which has no account yet. */
  private @Nullable Card card(NewReceiverAccount wanted) {
    if (wanted.makesCard()) {
      return NetworkCard.active(
          presence.vault(), wanted.network(), wanted.card(), wanted.sold(), clock.instant());
    }
    if (presence.store().card(wanted.network(), wanted.card()).isEmpty()) {
      throw new CaskadeException(ErrorCode.CARD_UNKNOWN, wanted.network(), wanted.card());
    }
    writes
        .of(wanted.network(), wanted.card())
        .ifPresent(
            other ->
                ReceiverRulesCheck.require(
                    other.name().equals(wanted.name()),
                    "card: %s has the account %s already".formatted(wanted.card(), other.name())));
    return null;
  }

  @Override
  public ReceiverAccount change(
      Caller caller,
      NetworkId network,
      String name,
      ReceiverRules rules,
      boolean enabled,
      OptionalLong version) {
    gate.require(caller, Permission.RECEIVERS_WRITE, network);
    ReceiverRulesCheck.rules(rules);
    return Conflicts.insist(
        () -> {
          ReceiverAccount before = writes.show(network, name);
          if (presence.done(caller)) {
            return before;
          }
          version.ifPresent(seen -> Records.requireVersion(before, seen));
          if (before.rules().equals(rules) && before.enabled() == enabled) {
            return before;
          }
          ReceiverAccount after = ReceiverWrites.next(before, before.password(), rules, enabled);
          writes.change(caller, before, after);
          return after;
        });
  }

  @Override
  public Made changePassword(
      Caller caller, NetworkId network, String name, Optional<ReceiverPassword> password) {
    gate.require(caller, Permission.RECEIVERS_WRITE, network);
    password.ifPresent(ReceiverRulesCheck::password);
    return Conflicts.insist(
        () -> {
          ReceiverAccount before = writes.show(network, name);
          if (presence.done(caller)) {
            return opened(before);
          }
          ReceiverPassword next = copyOf(password);
          ReceiverAccount after =
              ReceiverWrites.next(before, passwords.seal(next), before.rules(), before.enabled());
          writes.change(caller, before, after);
          return new Made(after, next);
        });
  }

  @Override
  public ReceiverPassword password(Caller caller, NetworkId network, String name) {
    gate.require(caller, Permission.RECEIVERS_WRITE, network);
    ReceiverAccount account = writes.show(network, name);
    ReceiverPassword password = passwords.open(account);
    writes.shown(caller, account);
    return password;
  }

  @Override
  public void remove(Caller caller, NetworkId network, String name) {
    gate.require(caller, Permission.RECEIVERS_WRITE, network);
    Conflicts.insist(
        () -> {
          if (!presence.done(caller)) {
            writes.remove(caller, writes.show(network, name));
          }
          return true;
        });
  }

  private Made opened(ReceiverAccount account) {
    return new Made(account, passwords.open(account));
  }

  /** What is handed out is the caller's to destroy, and so is what it gave. */
  private ReceiverPassword copyOf(Optional<ReceiverPassword> given) {
    return given.map(SealedPasswords::copy).orElseGet(maker::make);
  }
}
