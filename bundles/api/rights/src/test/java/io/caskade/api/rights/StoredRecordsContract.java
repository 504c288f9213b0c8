package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.receivers.ReceiverAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Store} does with records, and with lists of changes of several kinds. */
abstract class StoredRecordsContract extends CardSearchContract {
  private static final NetworkId MAIN = NetworkId.MAIN;

  @Test
  void givesBackEveryFieldOfRecordsOfEveryKind() {
    store().apply(changed("ADD", network("north", 0x0B01, "tvcas3", "UTC")));
    for (List<StoredRecord> records : List.of(SampleRecords.full(), SampleRecords.bare())) {
      assertThat(records)
          .extracting(StoredRecord::kind)
          .containsExactlyInAnyOrder(RecordKind.values());
      store().apply(records.stream().map(StoreKit::added).toList());
      assertThat(records).allSatisfy(record -> assertThat(stored(record)).contains(record));
    }
  }

  private Optional<StoredRecord> stored(StoredRecord record) {
    return store().record(record.getClass(), record.network(), record.id()).map(found -> found);
  }

  @Test
  void findsNoRecordThatWasNotStored() {
    Subscriber subscriber = SampleRecords.subscriber("17", 1, "Ann", List.of());
    store().apply(List.of(added(subscriber)));
    assertThat(store().record(Subscriber.class, MAIN, "18")).isEmpty();
    assertThat(store().record(SetTopBox.class, MAIN, "17")).isEmpty();
    assertThat(store().record(Subscriber.class, new NetworkId("elsewhere"), "17")).isEmpty();
  }

  @Test
  void changesAndRemovesARecord() {
    Subscriber first = SampleRecords.subscriber("17", 1, "Ann", List.of("1"));
    Subscriber second = SampleRecords.subscriber("17", 2, "Anna", List.of());
    store().apply(List.of(added(first)));
    store().apply(List.of(record(first, second, true)));
    assertThat(stored(first)).contains(second);
    store().apply(List.of(record(second, null, true)));
    assertThat(stored(first)).isEmpty();
    store().apply(List.of(added(first)));
    assertThat(stored(first)).contains(first);
  }

  @Test
  void refusesRecordsThatAreNotAsTheChangeExpects() {
    Subscriber first = SampleRecords.subscriber("17", 1, "Ann", List.of());
    Subscriber second = SampleRecords.subscriber("17", 2, "Anna", List.of());
    refused(ErrorCode.VERSION_CONFLICT, () -> store().apply(List.of(record(first, second, true))));
    refused(ErrorCode.VERSION_CONFLICT, () -> store().apply(List.of(record(first, null, true))));
    store().apply(List.of(added(first)));
    refused(ErrorCode.RECORD_EXISTS, () -> store().apply(List.of(added(first))));
    store().apply(List.of(record(first, second, true)));
    refused(ErrorCode.VERSION_CONFLICT, () -> store().apply(List.of(record(first, second, true))));
    refused(ErrorCode.VERSION_CONFLICT, () -> store().apply(List.of(record(first, null, true))));
    assertThat(stored(first)).contains(second);
  }

  @Test
  void givesAReceiverAccountsNameOnceInAllNetworks() {
    NetworkId north = new NetworkId("north");
    store().apply(changed("ADD", network("north", 0x0B01, "tvcas3", "UTC")));
    ReceiverAccount first = SampleRecords.receiver(MAIN, "ann", 1, 7);
    ReceiverAccount second = SampleRecords.receiver(north, "ann", 1, 8);
    store().apply(List.of(added(first)));
    refused(ErrorCode.RECORD_EXISTS, () -> store().apply(List.of(added(second))));
    refused(
        ErrorCode.RECORD_EXISTS,
        () ->
            store()
                .apply(
                    List.of(
                        added(SampleRecords.receiver(MAIN, "bob", 1, 9)),
                        added(SampleRecords.receiver(north, "bob", 1, 9)))));
    assertThat(stored(SampleRecords.receiver(MAIN, "bob", 1, 9))).isEmpty();
    store().apply(List.of(record(first, null, true), added(second)));
    assertThat(stored(first)).isEmpty();
    assertThat(stored(second)).contains(second);
  }

  @Test
  void findsReceiverAccountsByTheirCard() {
    ReceiverAccount ann = SampleRecords.receiver(MAIN, "ann", 1, CardSerial.MAX);
    store().apply(List.of(added(ann), added(SampleRecords.receiver(MAIN, "bob", 1, 8))));
    assertThat(
            store()
                .records(ReceiverAccount.class, MAIN, equal(Map.of("card", ann.card().toString()))))
        .containsExactly(ann);
    assertThat(store().records(ReceiverAccount.class, MAIN, equal(Map.of("enabled", "true"))))
        .isEmpty();
    assertThat(store().records(ReceiverAccount.class, MAIN, text("BO")))
        .extracting(ReceiverAccount::name)
        .containsExactly("bob");
  }

  @Test
  void refusesASubscriberOfAnUnknownNetwork() {
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () ->
            store().apply(List.of(added(new Product(new NetworkId("elsewhere"), 0, 1, "a", "")))));
  }

  @Test
  void doesChangesOfRecordsAndNotesOfTheSameIdOnce() {
    Subscriber first = SampleRecords.subscriber("17", 1, "Ann", List.of());
    RecordChange adding = added(first);
    Note note =
        new Note(UUID.randomUUID(), START, ACTOR, "SIGN_IN", MAIN, "", "forbidden", Map.of());
    assertThat(store().done(note.id())).isFalse();
    store().apply(List.of(adding, note));
    store().apply(List.of(adding, note));
    store().apply(List.of(note));
    assertThat(store().done(adding.id())).isTrue();
    assertThat(store().done(note.id())).isTrue();
    RecordChange removing = record(first, null, true);
    store().apply(List.of(removing));
    store().apply(List.of(adding, removing));
    assertThat(stored(first)).isEmpty();
  }

  @Test
  void keepsNoRowOfTheJournalOfProgress() {
    Job job = SampleRecords.job("j", 1, 0);
    RecordChange starting = record(null, job, false);
    store().apply(List.of(starting));
    assertThat(stored(job)).contains(job);
    assertThat(store().done(starting.id())).isFalse();
  }

  @Test
  void storesProgressTogetherWithTheCardsOfAChunk() {
    Job job = SampleRecords.job("j", 1, 0);
    Job further = SampleRecords.job("j", 2, 2_000);
    store().apply(List.of(added(job)));
    var chunk = new ArrayList<StateChange>();
    chunk.add(record(job, further, false));
    for (int i = 0; i < 2_000; i++) {
      chunk.add(change(CardOperation.ADD, Urgency.BULK, null, newCard(i)));
    }
    store().apply(chunk);
    assertThat(stored(job)).contains(further);
    assertThat(store().countCards(everyCard())).isEqualTo(2_000);
  }

  @Test
  void storesNothingOfAMixedListThatIsRefused() {
    Job job = SampleRecords.job("j", 1, 0);
    store().apply(List.of(added(job), added(newCard(1))));
    refused(
        ErrorCode.CARD_EXISTS,
        () ->
            store()
                .apply(
                    List.of(
                        record(job, SampleRecords.job("j", 2, 1), false),
                        added(newCard(2)),
                        added(newCard(1)))));
    assertThat(stored(job)).contains(job);
    refused(
        ErrorCode.VERSION_CONFLICT,
        () ->
            store()
                .apply(
                    List.of(
                        added(newCard(3)),
                        record(
                            SampleRecords.job("j", 2, 1), SampleRecords.job("j", 3, 2), false))));
    assertThat(store().countCards(everyCard())).isEqualTo(1);
  }

  @Test
  void addsANetworkTogetherWithItsProducts() {
    Network north = network("north", 0x0B01, "tvcas3", "UTC");
    var changes = new ArrayList<StateChange>(changed("ADD", north));
    for (int bit = 0; bit < 32; bit++) {
      changes.add(added(new Product(north.id(), bit, 1, "Package " + bit, "")));
    }
    store().apply(changes);
    assertThat(store().records(Product.class, north.id(), RecordFilter.page(Optional.empty(), 100)))
        .hasSize(32)
        .extracting(Product::bit)
        .isSorted();
  }

  @Test
  void pagesRecordsInTheOrderOfIds() {
    for (String id : List.of("b", "a", "c", "B")) {
      store().apply(List.of(added(SampleRecords.subscriber(id, 1, "N", List.of()))));
    }
    assertThat(ids(RecordFilter.page(Optional.empty(), 2))).containsExactly("B", "a");
    assertThat(ids(RecordFilter.page(Optional.of("a"), 9))).containsExactly("b", "c");
    assertThat(ids(RecordFilter.page(Optional.of("c"), 9))).isEmpty();
  }

  @Test
  void findsRecordsByTheBeginningOfAText() {
    store()
        .apply(
            List.of(
                added(SampleRecords.subscriber("1", 1, "Анна Petrova", List.of("+992 90"))),
                added(SampleRecords.subscriber("2", 1, "100%_!", List.of("5", "6")))));
    for (String text : List.of("АННА p", "c-1", "rud", "SOMONI", "+992", "1@exa", "анна Petrova")) {
      assertThat(ids(text(text))).as(text).contains("1");
    }
    for (String text : List.of("100%", "100%_", "100%_!", "6")) {
      assertThat(ids(text(text))).as(text).containsExactly("2");
    }
    for (String text : List.of("petrova", "%", "_", "1_0", "pays", "anna")) {
      assertThat(ids(text(text))).as(text).isEmpty();
    }
  }

  @Test
  void findsRecordsByWhatTheyAreNow() {
    Subscriber first = SampleRecords.subscriber("1", 1, "Ann", List.of("90", "91"));
    Subscriber second = SampleRecords.subscriber("1", 2, "Bob", List.of("91", "92"));
    store().apply(List.of(added(first)));
    store().apply(List.of(record(first, second, true)));
    assertThat(ids(text("ann"))).isEmpty();
    assertThat(ids(text("90"))).isEmpty();
    assertThat(ids(text("bob"))).containsExactly("1");
    assertThat(ids(text("91"))).containsExactly("1");
    assertThat(ids(text("92"))).containsExactly("1");
    Subscriber third = SampleRecords.subscriber("1", 3, "Ann", List.of("90"));
    Subscriber fourth = SampleRecords.subscriber("1", 4, "Bob", List.of());
    store().apply(List.of(record(second, third, true), record(third, fourth, true)));
    assertThat(ids(text("bob"))).containsExactly("1");
    assertThat(ids(text("91"))).isEmpty();
    store().apply(List.of(record(fourth, null, true)));
    assertThat(ids(text("bob"))).isEmpty();
  }

  @Test
  void findsRecordsByColumns() {
    store()
        .apply(
            List.of(
                added(SampleRecords.subscriber("1", 1, "Ann", List.of())),
                added(SampleRecords.subscriber("2", 1, "Ann", List.of())),
                added(new SetTopBox(MAIN, "A", 1, "M", Optional.of("1"), false, "")),
                added(new SetTopBox(MAIN, "B", 1, "M", Optional.empty(), false, "")),
                added(SampleRecords.job("j", 1, 0))));
    assertThat(ids(equal(Map.of("tag", "hotel-2")))).containsExactly("2");
    assertThat(ids(equal(Map.of("tag", "vip", "region", "north-1")))).containsExactly("1", "2");
    assertThat(ids(equal(Map.of("region", "north")))).isEmpty();
    assertThat(ids(equal(Map.of("tag", "hotel")))).isEmpty();
    assertThat(store().records(SetTopBox.class, MAIN, equal(Map.of("subscriber", "1"))))
        .extracting(SetTopBox::id)
        .containsExactly("A");
    assertThat(store().records(SetTopBox.class, MAIN, equal(Map.of("model", "M")))).hasSize(2);
    assertThat(store().records(Job.class, MAIN, equal(Map.of("state", "RUNNING")))).hasSize(1);
    assertThat(store().records(Job.class, MAIN, equal(Map.of("state", "DONE")))).isEmpty();
    refused(ErrorCode.FIELD_UNKNOWN, () -> ids(equal(Map.of("shoe-size", "43"))));
  }

  @Test
  void removesRecordsThatAreOld() {
    var requests = new ArrayList<StateChange>();
    for (int i = 0; i < 3; i++) {
      AnsweredRequest answered =
          SampleRecords.answered("r-" + i, SampleRecords.AT.plus(Duration.ofHours(i)));
      requests.add(
          new RecordChange(
              UUID.randomUUID(),
              answered.createdAt(),
              ACTOR,
              "ANSWER",
              null,
              answered,
              Map.of(),
              false));
    }
    store().apply(requests);
    assertThat(
            store()
                .removeOlder(
                    RecordKind.ANSWERED_REQUEST, SampleRecords.AT.plus(Duration.ofHours(2))))
        .isEqualTo(2);
    assertThat(store().record(AnsweredRequest.class, MAIN, "r-1")).isEmpty();
    assertThat(store().record(AnsweredRequest.class, MAIN, "r-2")).isPresent();
  }

  private List<String> ids(RecordFilter filter) {
    return store().records(Subscriber.class, MAIN, filter).stream().map(Subscriber::id).toList();
  }

  private static RecordFilter text(String text) {
    return new RecordFilter(Optional.of(text), Map.of(), Optional.empty(), 100);
  }

  private static RecordFilter equal(Map<String, String> equal) {
    return new RecordFilter(Optional.empty(), equal, Optional.empty(), 100);
  }

  @Test
  void keepsCardsOfRemovedSubscribersOutOfASearchByName() {
    Subscriber subscriber = SampleRecords.subscriber("1", 1, "Ann", List.of());
    store().apply(List.of(added(subscriber), added(held(newCard(1), "1", null))));
    assertThat(serials(query("ann"))).containsExactly(new CardSerial(1));
    store().apply(List.of(record(subscriber, null, true)));
    assertThat(serials(query("ann"))).isEmpty();
  }
}
