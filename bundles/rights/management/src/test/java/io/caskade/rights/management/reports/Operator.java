package io.caskade.rights.management.reports;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.Window;
import io.caskade.rights.management.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes the history that reports are tested with, change by change. */
final class Operator {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant FINISH = Instant.parse("2026-12-31T20:59:59Z");

  final MemoryStore store;
  private final Actor actor = new Actor("ann", "console");

  Operator(MemoryStore store) {
    this.store = store;
  }

  static Window window(int products, Instant start, Instant finish) {
    return new Window(new ProductMask(products), start, finish);
  }

  void record(StoredRecord record) {
    store.apply(
        List.of(
            new RecordChange(
                UUID.randomUUID(), START, actor, "ADD", null, record, Map.of(), true)));
  }

  /** Adds an active card that is sold these products for the year. */
  void add(String at, long serial, String region, int products) {
    Instant when = Instant.parse(at);
    Card card =
        new Card(
            NetworkId.MAIN,
            new CardSerial(serial),
            1,
            CardStatus.ACTIVE,
            region,
            Sold.NOTHING.withWindows(List.of(window(products, START, FINISH))),
            FINISH,
            new WrappedKey(Octets.of(new byte[24])),
            CardHolder.NOBODY,
            when);
    store.apply(
        List.of(
            new CardChange(
                UUID.randomUUID(), when, actor, CardOperation.ADD, Urgency.SINGLE, null, card)));
  }

  void turn(String at, long serial, CardOperation operation, CardStatus status) {
    change(at, serial, operation, card -> with(card, status, card.sold(), card.holder()));
  }

  void sell(String at, long serial, Window... windows) {
    change(
        at,
        serial,
        CardOperation.CHANGE_RIGHTS,
        card ->
            with(card, card.status(), card.sold().withWindows(List.of(windows)), card.holder()));
  }

  void pair(String at, long serial, boolean paired, Optional<Instant> freeUntil) {
    change(
        at,
        serial,
        freeUntil.isPresent() ? CardOperation.REPAIR : CardOperation.PAIR,
        card ->
            with(
                card,
                card.status(),
                new Sold(card.sold().windows(), paired, freeUntil, card.sold().protectedCard()),
                card.holder()));
  }

  void give(String at, long serial, String subscriber, String box) {
    change(
        at,
        serial,
        CardOperation.CHANGE,
        card ->
            with(
                card,
                card.status(),
                card.sold(),
                new CardHolder(Optional.of(subscriber), Optional.of(box), Optional.empty())));
  }

  private void change(String at, long serial, CardOperation operation, UnaryOperator<Card> change) {
    Card before = store.card(NetworkId.MAIN, new CardSerial(serial)).orElseThrow();
    store.apply(
        List.of(
            new CardChange(
                UUID.randomUUID(),
                Instant.parse(at),
                actor,
                operation,
                Urgency.SINGLE,
                before,
                change.apply(before))));
  }

  private static Card with(Card card, CardStatus status, Sold sold, CardHolder holder) {
    return new Card(
        card.network(),
        card.serial(),
        card.version() + 1,
        status,
        card.region(),
        sold,
        card.latestFinish(),
        card.key(),
        holder,
        card.registeredAt());
  }
}
