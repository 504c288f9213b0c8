package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.people.SetTopBox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Store} keeps of cards, and how it finds them. */
abstract class CardSearchContract extends StoreKit {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final Instant LATER = FINISH.plus(Duration.ofDays(30));

  @Test
  void givesBackWindowsHolderAndRePairing() {
    var many = new ArrayList<Window>();
    for (int i = 0; i < Sold.MAX_WINDOWS; i++) {
      many.add(new Window(new ProductMask(1 << i), START, FINISH.plusSeconds(i)));
    }
    Optional<Instant> free = Optional.of(START.plusSeconds(3_600));
    List<Card> cards =
        List.of(
            sold(newCard(1), Sold.NOTHING),
            sold(newCard(2), new Sold(many, true, free, false)),
            sold(newCard(3), new Sold(many.subList(0, 2), false, Optional.empty(), true)),
            held(newCard(4), "s-1", "Box:1"),
            new Card(
                MAIN,
                new CardSerial(5),
                1,
                CardStatus.STOCK,
                "",
                Sold.NOTHING,
                Instant.EPOCH,
                newCard(5).key(),
                new CardHolder(Optional.empty(), Optional.empty(), Optional.of(new CardSerial(4))),
                START.plusMillis(7)));
    store().apply(cards.stream().map(StoreKit::added).toList());
    assertThat(store().cards(everyCard())).containsExactlyElementsOf(cards);
    for (Card card : cards) {
      assertThat(store().card(MAIN, card.serial())).contains(card);
    }
    Card resold = sold(next(cards.get(1)), Sold.NOTHING);
    store().apply(List.of(change(CardOperation.CHANGE, Urgency.SINGLE, cards.get(1), resold)));
    assertThat(store().card(MAIN, resold.serial())).contains(resold);
  }

  @Test
  void findsCardsByStatusRegionAndSubscriber() {
    Card stopped = suspended(newCard(2));
    store()
        .apply(List.of(added(newCard(1)), added(newCard(2)), added(held(newCard(3), "7", null))));
    store().apply(List.of(change(CardOperation.SUSPEND, Urgency.SINGLE, newCard(2), stopped)));
    assertThat(found(query(Set.of(CardStatus.SUSPENDED), null, null))).containsExactly(2L);
    assertThat(found(query(Set.of(CardStatus.ACTIVE, CardStatus.STOCK), null, null)))
        .containsExactly(1L, 3L);
    assertThat(found(query(Set.of(), "north-1", null))).containsExactly(1L, 2L, 3L);
    assertThat(found(query(Set.of(), "north", null))).isEmpty();
    assertThat(found(query(Set.of(), null, "7"))).containsExactly(3L);
    assertThat(found(query(Set.of(CardStatus.SUSPENDED), null, "7"))).isEmpty();
  }

  @Test
  void findsCardsByAnyProductOfAnyWindow() {
    var two =
        List.of(
            new Window(new ProductMask(0x0000_0001), START, FINISH),
            new Window(new ProductMask(0x8000_0000), START, LATER));
    store()
        .apply(
            List.of(
                added(sold(newCard(1), new Sold(two, false, Optional.empty(), false))),
                added(
                    sold(newCard(2), new Sold(two.subList(0, 1), false, Optional.empty(), false))),
                added(sold(newCard(3), Sold.NOTHING))));
    assertThat(found(query(new ProductMask(0x8000_0000), null, null))).containsExactly(1L);
    assertThat(found(query(new ProductMask(0x0000_0011), null, null))).containsExactly(1L, 2L);
    assertThat(found(query(new ProductMask(0x4000_0000), null, null))).isEmpty();
  }

  @Test
  void findsCardsByTheEndOfTheLastWindow() {
    var two =
        List.of(
            new Window(new ProductMask(1), START, FINISH),
            new Window(new ProductMask(2), START, LATER));
    store()
        .apply(
            List.of(
                added(newCard(1)),
                added(sold(newCard(2), new Sold(two, false, Optional.empty(), false))),
                added(sold(newCard(3), Sold.NOTHING))));
    ProductMask any = ProductMask.NONE;
    assertThat(found(query(any, FINISH, null))).containsExactly(1L, 2L);
    assertThat(found(query(any, FINISH.plusMillis(1), null))).containsExactly(2L);
    assertThat(found(query(any, null, FINISH))).isEmpty();
    assertThat(found(query(any, null, FINISH.plusMillis(1)))).containsExactly(1L);
    assertThat(found(query(any, FINISH, LATER))).containsExactly(1L);
    assertThat(found(query(any, LATER.plusSeconds(1), null))).isEmpty();
  }

  @Test
  void findsCardsByText() {
    store()
        .apply(
            List.of(
                added(SampleRecords.subscriber("17", 1, "Анна Petrova", List.of("+992 21"))),
                added(new SetTopBox(MAIN, "Box:1", 1, "VIP", Optional.empty(), false, "")),
                added(newCard(2_100_000_001L)),
                added(held(newCard(2_100_000_002L), "17", null)),
                added(held(newCard(2_100_000_013L), null, "Box:1"))));
    assertThat(found(query("0000001"))).containsExactly(2_100_000_001L, 2_100_000_013L);
    assertThat(found(query("2100000002"))).containsExactly(2_100_000_002L);
    assertThat(found(query("13"))).containsExactly(2_100_000_013L);
    assertThat(found(query("анна p"))).containsExactly(2_100_000_002L);
    assertThat(found(query("c-17"))).containsExactly(2_100_000_002L);
    assertThat(found(query("BOX:1"))).containsExactly(2_100_000_013L);
    assertThat(found(query("box"))).isEmpty();
    assertThat(found(query("vip"))).isEmpty();
    assertThat(found(query("%"))).isEmpty();
    assertThat(found(query("0000000005"))).isEmpty();
  }

  @Test
  void countsACardThatATextFindsTwiceOnce() {
    store()
        .apply(
            List.of(
                added(SampleRecords.subscriber("17", 1, "21", List.of("210", "2100"))),
                added(held(newCard(2_100_000_001L), "17", "21")),
                added(held(newCard(2_100_000_002L), "17", null))));
    assertThat(store().countCards(query("21"))).isEqualTo(2);
    assertThat(store().cards(query("21"))).hasSize(2);
  }

  @Test
  void pagesWhatATextFinds() {
    store().apply(List.of(added(SampleRecords.subscriber("17", 1, "5", List.of()))));
    for (int serial = 100; serial < 160; serial++) {
      store().apply(List.of(added(held(newCard(serial), serial % 3 == 0 ? "17" : "18", null))));
    }
    var read = new ArrayList<CardSerial>();
    CardQuery query = limited(query("5"), 7);
    List<CardSerial> page = serials(query);
    while (!page.isEmpty()) {
      read.addAll(page);
      page = serials(query.after(page.get(page.size() - 1)));
    }
    assertThat(read).isSorted().doesNotHaveDuplicates();
    assertThat(read)
        .extracting(CardSerial::value)
        .allMatch(serial -> serial % 3 == 0 || serial.toString().contains("5"));
    assertThat(store().countCards(query)).isEqualTo(read.size()).isGreaterThan(25);
  }

  @Test
  void knowsTheHighestSerialOfARange() {
    store().apply(List.of(added(newCard(10)), added(newCard(20)), added(newCard(30))));
    assertThat(store().highestSerial(MAIN, new CardSerial(10), new CardSerial(20)))
        .contains(new CardSerial(20));
    assertThat(store().highestSerial(MAIN, new CardSerial(0), new CardSerial(19)))
        .contains(new CardSerial(10));
    assertThat(store().highestSerial(MAIN, new CardSerial(31), new CardSerial(40))).isEmpty();
    assertThat(store().highestSerial(new NetworkId("north"), new CardSerial(0), new CardSerial(99)))
        .isEmpty();
  }

  @Test
  void keepsThePolicyOfANetwork() {
    for (NetworkPolicy policy :
        List.of(
            new NetworkPolicy(
                "Север", new AiringRules(Duration.ZERO, Optional.of(Duration.ofDays(35))), true),
            NetworkPolicy.DEFAULT,
            new NetworkPolicy(
                "", AiringRules.DEFAULT, false, Optional.of(SharedAddress.of("00A2FF"))))) {
      OperatorNetwork before = main();
      var after = new OperatorNetwork(before.network(), policy, before.version() + 1);
      store().apply(List.of(networkChange(after)));
      assertThat(main()).isEqualTo(after);
    }
    OperatorNetwork present = main();
    refused(ErrorCode.VERSION_CONFLICT, () -> store().apply(List.of(networkChange(present))));
  }

  private static NetworkChange networkChange(OperatorNetwork after) {
    return new NetworkChange(
        UUID.randomUUID(), START, ACTOR, "CHANGE", after.network().id(), after);
  }

  private OperatorNetwork main() {
    return store().networks().stream()
        .filter(network -> network.network().id().equals(MAIN))
        .findFirst()
        .orElseThrow();
  }

  /** Serials that a query finds; the count says the same. */
  private List<Long> found(CardQuery query) {
    List<CardSerial> found = serials(query);
    assertThat(store().countCards(query)).isEqualTo(found.size());
    return found.stream().map(CardSerial::value).toList();
  }

  protected List<CardSerial> serials(CardQuery query) {
    return store().cards(query).stream().map(Card::serial).toList();
  }

  protected static Card held(Card card, @Nullable String subscriber, @Nullable String box) {
    return new Card(
        card.network(),
        card.serial(),
        card.version(),
        card.status(),
        card.region(),
        card.sold(),
        card.latestFinish(),
        card.key(),
        new CardHolder(Optional.ofNullable(subscriber), Optional.ofNullable(box), Optional.empty()),
        card.registeredAt());
  }

  private static Card sold(Card card, Sold sold) {
    return new Card(
        card.network(),
        card.serial(),
        card.version(),
        card.status(),
        card.region(),
        sold,
        card.latestFinish(),
        card.key(),
        card.holder(),
        card.registeredAt());
  }

  private static Card next(Card card) {
    return new Card(
        card.network(),
        card.serial(),
        card.version() + 1,
        card.status(),
        card.region(),
        card.sold(),
        card.latestFinish(),
        card.key(),
        card.holder(),
        card.registeredAt());
  }

  protected static CardQuery query(String text) {
    return query(Optional.of(text), Set.of(), ProductMask.NONE, null, null, null, null);
  }

  private static CardQuery query(
      Set<CardStatus> statuses, @Nullable String region, @Nullable String subscriber) {
    return query(Optional.empty(), statuses, ProductMask.NONE, region, subscriber, null, null);
  }

  private static CardQuery query(
      ProductMask products, @Nullable Instant from, @Nullable Instant before) {
    return query(Optional.empty(), Set.of(), products, null, null, from, before);
  }

  private static CardQuery query(
      Optional<String> text,
      Set<CardStatus> statuses,
      ProductMask products,
      @Nullable String region,
      @Nullable String subscriber,
      @Nullable Instant from,
      @Nullable Instant before) {
    return new CardQuery(
        MAIN,
        text,
        statuses,
        products,
        Optional.ofNullable(region),
        Optional.ofNullable(subscriber),
        Optional.ofNullable(from),
        Optional.ofNullable(before),
        Optional.empty(),
        100);
  }

  private static CardQuery limited(CardQuery query, int limit) {
    return new CardQuery(
        query.network(),
        query.text(),
        query.statuses(),
        query.products(),
        query.region(),
        query.subscriber(),
        query.finishFrom(),
        query.finishBefore(),
        query.after(),
        limit);
  }
}
