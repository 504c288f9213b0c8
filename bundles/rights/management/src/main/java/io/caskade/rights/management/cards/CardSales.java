package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardPast;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.ReplacementReason;
import io.caskade.api.rights.journal.CardState;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The desk where cards are sold: every call asks the gate first, then checks the fields, then lets
 * the card be changed. Registered also while store or vault are away.
 */
@Component(service = CardManagement.class)
public final class CardSales implements CardManagement {
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_TEXT = 190;

  private final Presence presence;
  private final CardGate gate;
  private final Holders holders;
  private final CardWrites writes;
  private final CardIntake intake;
  private final CardReplacement replacement;
  private final CardRecall recall;
  private final BlacklistReturn blacklistReturn;
  private final DealerQuota quota;

  /** Made by Declarative Services. */
  @Activate
  public CardSales(@Reference Presence presence, @Reference Gate gate, @Reference ChangeIds ids) {
    this(presence, gate, ids, InstantSource.system());
  }

  public CardSales(Presence presence, Gate gate, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.gate = new CardGate(gate, presence);
    holders = new Holders(presence);
    writes = new CardWrites(presence, ids, clock);
    intake = new CardIntake(presence, ids, clock, this.gate, holders, writes);
    replacement = new CardReplacement(presence, ids, writes);
    recall = new CardRecall(presence, ids, writes);
    blacklistReturn = new BlacklistReturn(presence, ids, clock, writes);
    quota = new DealerQuota(presence, ids, clock);
  }

  @Override
  public Card add(Caller caller, NewCard card) {
    return intake.add(caller, card);
  }

  @Override
  public int addAll(Caller caller, List<NewCard> cards) {
    return intake.addAll(caller, cards);
  }

  @Override
  public Card show(Caller caller, NetworkId network, CardSerial serial) {
    gate.read(caller, network);
    return writes.show(network, serial);
  }

  @Override
  public List<Card> find(Caller caller, CardQuery query) {
    gate.search(caller, query);
    requireText(query);
    requirePage(query.limit());
    List<Card> cards = presence.store().cards(query);
    if (cards.isEmpty()) {
      presence.network(query.network());
    }
    return cards;
  }

  @Override
  public long count(Caller caller, CardQuery query) {
    gate.search(caller, query);
    requireText(query);
    presence.network(query.network());
    return presence.store().countCards(query);
  }

  @Override
  public Card change(
      Caller caller, NetworkId network, CardSerial serial, CardEdit edit, OptionalLong version) {
    OperatorNetwork known = gate.edit(caller, network, edit);
    CardRules.requireEdit(known.network(), serial, edit);
    holders.require(network, serial, edit);
    return writes.change(
        caller,
        known,
        serial,
        version,
        CardLife.operation(edit),
        (life, card) -> life.edited(card, edit));
  }

  @Override
  public Card activate(Caller caller, NetworkId network, CardSerial serial, OptionalLong version) {
    return writes.change(
        caller,
        gate.sell(caller, Permission.CARDS_SELL, network),
        serial,
        version,
        CardOperation.ACTIVATE,
        CardLife::activated,
        () -> quota.spending(caller));
  }

  @Override
  public Card suspend(Caller caller, NetworkId network, CardSerial serial, OptionalLong version) {
    return writes.change(
        caller,
        gate.sell(caller, Permission.CARDS_SUSPEND, network),
        serial,
        version,
        CardOperation.SUSPEND,
        CardLife::suspended);
  }

  @Override
  public Card resume(Caller caller, NetworkId network, CardSerial serial, OptionalLong version) {
    return writes.change(
        caller,
        gate.sell(caller, Permission.CARDS_SUSPEND, network),
        serial,
        version,
        CardOperation.RESUME,
        CardLife::resumed);
  }

  @Override
  public Card blacklist(Caller caller, NetworkId network, CardSerial serial, String reason) {
    OperatorNetwork known = gate.act(caller, Permission.CARDS_BLACKLIST, network);
    CardRules.requireReason(reason);
    Card card = writes.show(network, serial);
    return writes.change(
        caller,
        known,
        serial,
        OptionalLong.empty(),
        CardOperation.BLACKLIST,
        CardLife::blacklisted,
        () -> () -> List.of(writes.reason(caller, 1, card, "blacklist", Map.of("reason", reason))));
  }

  @Override
  public boolean unblacklist(Caller caller, NetworkId network, CardSerial serial, String reason) {
    OperatorNetwork known = gate.administer(caller, Permission.CARDS_BLACKLIST, network);
    CardRules.requireReason(reason);
    return blacklistReturn.ask(caller, known, serial, reason);
  }

  @Override
  public Card retire(Caller caller, NetworkId network, CardSerial serial, OptionalLong version) {
    return writes.change(
        caller,
        gate.act(caller, Permission.CARDS_RETIRE, network),
        serial,
        version,
        CardOperation.RETIRE,
        CardLife::retired);
  }

  @Override
  public Card repair(Caller caller, NetworkId network, CardSerial serial, Duration free) {
    OperatorNetwork known = gate.act(caller, Permission.CARDS_PAIR, network);
    CardRules.requireFree(free);
    return writes.change(
        caller,
        known,
        serial,
        OptionalLong.empty(),
        CardOperation.REPAIR,
        (life, card) -> life.freed(card, free));
  }

  @Override
  public Card replace(
      Caller caller,
      NetworkId network,
      CardSerial serial,
      CardSerial successor,
      ReplacementReason reason) {
    OperatorNetwork known = gate.act(caller, Permission.CARDS_PAIR, network);
    return replacement.replace(caller, known, serial, successor, reason);
  }

  @Override
  public void recall(Caller caller, NetworkId network, List<CardSerial> serials) {
    recall.recall(caller, gate.act(caller, Permission.CARDS_RECALL, network), serials);
  }

  @Override
  public List<CardPast> history(Caller caller, NetworkId network, CardSerial serial, int limit) {
    gate.read(caller, network);
    requirePage(limit);
    writes.show(network, serial);
    return presence.journal().cardRows(network, serial, limit).stream()
        .flatMap(row -> CardState.read(row.after()).map(state -> past(row, state)).stream())
        .toList();
  }

  private static CardPast past(JournalRow row, CardState state) {
    return new CardPast(
        row.seq(),
        row.at(),
        row.actor(),
        row.operation(),
        state.status(),
        state.region(),
        state.sold(),
        state.holder());
  }

  private static void requireText(CardQuery query) {
    FieldRules.require(
        query.text().filter(text -> text.length() > MAX_TEXT).isEmpty(),
        "text",
        "at most " + MAX_TEXT + " characters");
  }

  private static void requirePage(int limit) {
    FieldRules.require(limit >= 1 && limit <= MAX_PAGE, "limit", "1 to " + MAX_PAGE);
  }
}
