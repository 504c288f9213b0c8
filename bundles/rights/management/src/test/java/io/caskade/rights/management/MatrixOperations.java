package io.caskade.rights.management;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.BulkWork.CardSelection;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.rights.management.catalogue.Catalogue;
import io.caskade.rights.management.jobs.Jobs;
import io.caskade.rights.management.people.Subscribers;
import io.caskade.rights.management.receivers.ReceiverAccountDesk;
import io.caskade.rights.management.webhooks.Webhooks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Each operation once, over records that suit it. */
final class MatrixOperations {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final String URL = "https://billing.example.org/";

  final Bench bench = new Bench();
  private final Map<String, Consumer<Caller>> operations = new HashMap<>();
  private final Subscribers people =
      new Subscribers(bench.presence, bench.gate, bench.records, bench.clock);
  private final Catalogue catalogue = new Catalogue(bench.presence, bench.gate, bench.records);
  private final Jobs jobs =
      new Jobs(bench.presence, bench.gate, bench.records, bench.ids, bench.clock);
  private final Webhooks webhooks =
      new Webhooks(
          bench.presence,
          bench.gate,
          bench.records,
          bench.ids,
          new EmptyFeed(),
          bench.clock,
          new Random(1));

  private final ReceiverAccountDesk receivers =
      new ReceiverAccountDesk(
          bench.presence, bench.gate, bench.records, bench.ids, bench.clock, new Random(2));

  MatrixOperations() {
    ofPeople();
    ofCatalogue();
    ofJobs();
    ofWebhooks();
    ofReceivers();
  }

  void run(String operation, Caller caller) {
    Consumer<Caller> call = operations.get(operation);
    if (call == null) {
      throw new IllegalArgumentException("no operation " + operation);
    }
    call.accept(caller);
  }

  private void ofPeople() {
    bench.records.add(ADMINISTRATOR, subscriber("17", 1));
    bench.records.add(ADMINISTRATOR, box("A1", 1, false));
    RecordFilter page = RecordFilter.page(Optional.empty(), 10);
    operations.put("people.save", caller -> people.save(caller, subscriber("18", 0)));
    operations.put("people.show", caller -> people.show(caller, MAIN, "17"));
    operations.put("people.find", caller -> people.find(caller, MAIN, page));
    operations.put("people.remove", caller -> people.remove(caller, MAIN, "17", 1));
    operations.put("people.forget", caller -> people.forget(caller, MAIN, "17"));
    operations.put("people.saveBox", caller -> people.saveBox(caller, box("A2", 0, false)));
    operations.put("people.blacklistBox", caller -> people.saveBox(caller, box("A1", 1, true)));
    operations.put("people.showBox", caller -> people.showBox(caller, MAIN, "A1"));
    operations.put("people.findBoxes", caller -> people.findBoxes(caller, MAIN, page));
    operations.put("people.removeBox", caller -> people.removeBox(caller, MAIN, "A1", 1));
  }

  private void ofCatalogue() {
    Product product = new Product(MAIN, 0, 1, "Package 0", "");
    Service service = new Service(MAIN, "news", 1, "News", 101, new ProductMask(1), "");
    bench.records.add(ADMINISTRATOR, product);
    bench.records.add(ADMINISTRATOR, service);
    RecordFilter page = RecordFilter.page(Optional.empty(), 10);
    operations.put("catalogue.products", caller -> catalogue.products(caller, MAIN));
    operations.put("catalogue.rename", caller -> catalogue.rename(caller, product));
    operations.put("catalogue.services", caller -> catalogue.services(caller, MAIN, page));
    operations.put("catalogue.service", caller -> catalogue.service(caller, MAIN, "news"));
    operations.put("catalogue.save", caller -> catalogue.save(caller, service));
    operations.put("catalogue.remove", caller -> catalogue.remove(caller, MAIN, "news", 1));
  }

  private void ofJobs() {
    bench.put(Bench.card(1, CardStatus.ACTIVE, Bench.window(1, Bench.FINISH)));
    CardSelection one = new CardSelection.Serials(List.of(new CardSerial(1)));
    BulkWork extend = new BulkWork.Extend(MAIN, one, Duration.ofDays(30));
    work("add to stock", add(Sold.NOTHING));
    work("add sold", add(Sold.NOTHING.withWindows(List.of(Bench.window(1, Bench.FINISH)))));
    work("change windows", new BulkWork.Change(MAIN, one, CardEdit.windows(List.of())));
    work("change paired", new BulkWork.Change(MAIN, one, edit(Optional.of(true), false)));
    work("change protected", new BulkWork.Change(MAIN, one, edit(Optional.empty(), true)));
    work("extend", extend);
    for (CardOperation operation :
        List.of(
            CardOperation.SUSPEND,
            CardOperation.RESUME,
            CardOperation.ACTIVATE,
            CardOperation.RETIRE,
            CardOperation.RECALL)) {
      work(operation.name().toLowerCase(Locale.ROOT), turn(one, operation));
    }
    work("synchronise", new BulkWork.Synchronise(MAIN, List.of(), BulkWork.Unlisted.KEEP));
    work("by name", turn(named(), CardOperation.SUSPEND));
    String waiting = jobs.start(ADMINISTRATOR, extend).id();
    String cancelled = jobs.start(ADMINISTRATOR, extend).id();
    jobs.cancel(ADMINISTRATOR, MAIN, cancelled);
    operations.put("jobs.preview", caller -> jobs.preview(caller, extend));
    operations.put("jobs.show", caller -> jobs.show(caller, MAIN, waiting));
    operations.put("jobs.list", caller -> jobs.list(caller, MAIN, 10));
    operations.put("jobs.cancel", caller -> jobs.cancel(caller, MAIN, waiting));
    operations.put("jobs.resume job", caller -> jobs.resume(caller, MAIN, cancelled));
  }

  private void work(String name, BulkWork work) {
    operations.put("jobs." + name, caller -> jobs.start(caller, work));
  }

  private void ofWebhooks() {
    Webhook hook = webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of()).kept();
    operations.put("webhooks.list", caller -> webhooks.list(caller, MAIN));
    operations.put("webhooks.add", caller -> webhooks.add(caller, MAIN, URL, Set.of()));
    operations.put("webhooks.change", caller -> webhooks.change(caller, hook));
    operations.put("webhooks.remove", caller -> webhooks.remove(caller, MAIN, hook.id()));
    operations.put("webhooks.replay", caller -> webhooks.replay(caller, MAIN, hook.id(), 0));
  }

  private void ofReceivers() {
    bench.put(Bench.card(11, CardStatus.ACTIVE), Bench.card(12, CardStatus.ACTIVE));
    receivers.add(ADMINISTRATOR, account("ann", 11, false));
    RecordFilter page = RecordFilter.page(Optional.empty(), 10);
    operations.put("receivers.list", caller -> receivers.list(caller, MAIN, page));
    operations.put("receivers.show", caller -> receivers.show(caller, MAIN, "ann"));
    operations.put("receivers.of", caller -> receivers.of(caller, MAIN, new CardSerial(11)));
    operations.put("receivers.add", caller -> receivers.add(caller, account("bob", 12, false)));
    operations.put(
        "receivers.add a card", caller -> receivers.add(caller, account("bob", 13, true)));
    operations.put(
        "receivers.add many",
        caller ->
            receivers.addMany(
                caller,
                new NewReceiverSeries(
                    MAIN, "flat-#", 1, 2, new CardSerial(14), List.of(), ReceiverRules.DEFAULT)));
    operations.put(
        "receivers.change",
        caller ->
            receivers.change(
                caller, MAIN, "ann", ReceiverRules.DEFAULT, false, OptionalLong.empty()));
    operations.put(
        "receivers.change pass",
        caller -> receivers.changePassword(caller, MAIN, "ann", Optional.empty()));
    operations.put("receivers.password", caller -> receivers.password(caller, MAIN, "ann"));
    operations.put("receivers.remove", caller -> receivers.remove(caller, MAIN, "ann"));
  }

  private static NewReceiverAccount account(String name, long card, boolean makesCard) {
    return new NewReceiverAccount(
        MAIN, name, new CardSerial(card), makesCard, Optional.empty(), ReceiverRules.DEFAULT);
  }

  private static BulkWork add(Sold sold) {
    return new BulkWork.AddRange(MAIN, new CardSerial(100), 1, CardStatus.STOCK, "", sold);
  }

  private static BulkWork turn(CardSelection cards, CardOperation operation) {
    return new BulkWork.Turn(MAIN, cards, operation);
  }

  private static CardSelection named() {
    return new CardSelection.Query(
        new CardQuery(
            MAIN,
            Optional.of("ivan"),
            Set.of(),
            ProductMask.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            10));
  }

  private static CardEdit edit(Optional<Boolean> paired, boolean unprotect) {
    return new CardEdit(
        Optional.empty(),
        paired,
        unprotect ? Optional.of(false) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Subscriber subscriber(String id, long version) {
    return new Subscriber(
        MAIN, id, version, "", "", "", "", List.of(), "", "", "", List.of(), false, Bench.NOW);
  }

  private static SetTopBox box(String id, long version, boolean blacklisted) {
    return new SetTopBox(MAIN, id, version, "", Optional.empty(), blacklisted, "");
  }
}
