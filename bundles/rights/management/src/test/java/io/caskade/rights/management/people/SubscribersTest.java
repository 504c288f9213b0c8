package io.caskade.rights.management.people;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.refused;
import static io.caskade.rights.management.Bench.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.rights.management.Bench;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribersTest {
  private static final NetworkId MAIN = NetworkId.MAIN;

  private final Bench bench = new Bench();
  private final Subscribers people =
      new Subscribers(bench.presence, bench.gate, bench.records, bench.clock);

  @Test
  void addsASubscriberWithEveryField() {
    Subscriber saved = people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    assertThat(saved).isEqualTo(ivan(1, "Ivan"));
    assertThat(people.show(ADMINISTRATOR, MAIN, "17")).isEqualTo(saved);
    assertThat(bench.lastRecord().operation()).isEqualTo("ADD");
    refused(ErrorCode.RECORD_EXISTS, () -> people.save(ADMINISTRATOR, ivan(0, "Ivan")));
  }

  @Test
  void changesWhatWasSeenAndJournalsOnlyTheNamesOfFields() {
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    assertThat(people.save(ADMINISTRATOR, ivan(1, "Igor")).version()).isEqualTo(2);
    RecordChange change = bench.lastRecord();
    assertThat(change.operation()).isEqualTo("CHANGE");
    assertThat(change.detail()).isEqualTo(Map.of("fields", "name"));
    refused(ErrorCode.VERSION_CONFLICT, () -> people.save(ADMINISTRATOR, ivan(1, "Oleg")));
    refused(
        ErrorCode.RECORD_UNKNOWN,
        () -> people.save(ADMINISTRATOR, with(ivan(3, "Oleg"), "18", MAIN)));
    assertThat(people.show(ADMINISTRATOR, MAIN, "17").name()).isEqualTo("Igor");
  }

  @Test
  void doesARequestOfTheSameNameOnce() {
    var request = ADMINISTRATOR.withRequest(UUID.randomUUID());
    Subscriber saved = people.save(request, ivan(0, "Ivan"));
    assertThat(people.save(request, ivan(0, "Ivan"))).isEqualTo(saved);
    var change = ADMINISTRATOR.withRequest(UUID.randomUUID());
    people.save(change, ivan(1, "Igor"));
    assertThat(people.save(change, ivan(1, "Igor")).version()).isEqualTo(2);
    var removal = ADMINISTRATOR.withRequest(UUID.randomUUID());
    people.remove(removal, MAIN, "17", 2);
    people.remove(removal, MAIN, "17", 2);
    assertThat(bench.store.applied(RecordChange.class)).hasSize(3);
  }

  @Test
  void keepsTheDayOfRegistration() {
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    bench.now = bench.now.plusSeconds(86_400);
    assertThat(people.save(ADMINISTRATOR, ivan(1, "Igor")).createdAt()).isEqualTo(Bench.NOW);
  }

  @Test
  void removesOnlyWhoHasNoCardsAndNoBoxes() {
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    people.saveBox(ADMINISTRATOR, box(0, Optional.of("17"), false));
    refused(ErrorCode.RECORD_IN_USE, () -> people.remove(ADMINISTRATOR, MAIN, "17", 1));
    people.saveBox(ADMINISTRATOR, box(1, Optional.empty(), false));
    bench.put(
        Bench.held(
            Bench.card(1, CardStatus.ACTIVE),
            new CardHolder(Optional.of("17"), Optional.empty(), Optional.empty())));
    refused(ErrorCode.RECORD_IN_USE, () -> people.remove(ADMINISTRATOR, MAIN, "17", 1));
    people.save(ADMINISTRATOR, with(ivan(0, "Anna"), "18", MAIN));
    refused(ErrorCode.VERSION_CONFLICT, () -> people.remove(ADMINISTRATOR, MAIN, "18", 9));
    people.remove(ADMINISTRATOR, MAIN, "18", 1);
    refused(ErrorCode.RECORD_UNKNOWN, () -> people.show(ADMINISTRATOR, MAIN, "18"));
  }

  @Test
  void forgetsThePersonAndKeepsIdRegionAndTags() {
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    Subscriber forgotten = people.forget(ADMINISTRATOR, MAIN, "17");
    assertThat(forgotten)
        .isEqualTo(
            new Subscriber(
                MAIN,
                "17",
                2,
                "",
                "",
                "",
                "",
                List.of(),
                "",
                "",
                "north",
                List.of("vip"),
                true,
                Bench.NOW));
    assertThat(people.show(ADMINISTRATOR, MAIN, "17")).isEqualTo(forgotten);
    assertThat(bench.lastRecord().operation()).isEqualTo("FORGET");
    assertThat(bench.lastRecord().detail()).isEmpty();
    assertThat(people.forget(ADMINISTRATOR, MAIN, "17")).isEqualTo(forgotten);
    refusedField("forgotten", () -> people.save(ADMINISTRATOR, ivan(2, "Ivan")));
    assertThat(people.save(ADMINISTRATOR, forgotten).version()).isEqualTo(3);
  }

  @Test
  void journalsNoPersonalData() {
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    people.save(ADMINISTRATOR, ivan(1, "Igor"));
    people.forget(ADMINISTRATOR, MAIN, "17");
    assertThat(bench.store.applied(RecordChange.class))
        .hasSize(3)
        .allSatisfy(
            change ->
                assertThat(change.detail().toString())
                    .doesNotContain("Ivan", "Igor", "Street", "+7", "example"));
  }

  @Test
  void findsByTextRegionAndTagAndRefusesOtherColumns() {
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    assertThat(people.find(ADMINISTRATOR, MAIN, filter("iva", Map.of("tag", "vip")))).hasSize(1);
    assertThat(people.find(ADMINISTRATOR, MAIN, filter("iva", Map.of("region", "south"))))
        .isEmpty();
    refusedField(
        "notes", () -> people.find(ADMINISTRATOR, MAIN, filter("iva", Map.of("notes", "x"))));
    refusedField(
        "limit",
        () -> people.find(ADMINISTRATOR, MAIN, RecordFilter.page(Optional.empty(), 1_001)));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () ->
            people.find(
                ADMINISTRATOR, new NetworkId("west"), RecordFilter.page(Optional.empty(), 1)));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () -> people.save(ADMINISTRATOR, with(ivan(0, "Ivan"), "17", new NetworkId("west"))));
  }

  static Stream<String[]> wrong() {
    return Stream.of(
        new String[] {"id", "a b"},
        new String[] {"id", ""},
        new String[] {"id", "x".repeat(65)},
        new String[] {"name", "x".repeat(191)},
        new String[] {"name", "a\u0000b"},
        new String[] {"contract", "x".repeat(65)},
        new String[] {"billingAddress", "x".repeat(501)},
        new String[] {"installationAddress", "x".repeat(501)},
        new String[] {"phones", "call me"},
        new String[] {"phones", "+-+-"},
        new String[] {"email", "ivan"},
        new String[] {"email", "a@b@c"},
        new String[] {"email", "ivan@example.org, oleg@example.org"},
        new String[] {"notes", "x".repeat(2_001)},
        new String[] {"region", "North"},
        new String[] {"region", "x".repeat(33)},
        new String[] {"tags", "V.I.P"},
        new String[] {"tags", ""});
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void namesTheFieldThatIsWrong(String field, String value) {
    refusedField(field, () -> people.save(ADMINISTRATOR, set(field, value)));
    assertThat(bench.store.applied).isEmpty();
  }

  @Test
  void limitsListsAndRefusesTheSameTagTwice() {
    refusedField("tags", () -> people.save(ADMINISTRATOR, tagged(List.of("a", "a"), List.of())));
    refusedField(
        "tags",
        () ->
            people.save(
                ADMINISTRATOR,
                tagged(Stream.iterate("a", tag -> tag + "a").limit(33).toList(), List.of())));
    refusedField(
        "phones",
        () -> people.save(ADMINISTRATOR, tagged(List.of(), Collections.nCopies(9, "112"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ivan@example.org", "i.v+tv@mail.example.org", "иван@пример.рф"})
  void takesAddressesAsTheyAre(String email) {
    assertThat(people.save(ADMINISTRATOR, set("email", email)).email()).isEqualTo(email);
  }

  @Test
  void givesABoxOnlyToASubscriberThatExists() {
    refused(
        ErrorCode.SUBSCRIBER_UNKNOWN,
        () -> people.saveBox(ADMINISTRATOR, box(0, Optional.of("17"), false)));
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    SetTopBox saved = people.saveBox(ADMINISTRATOR, box(0, Optional.of("17"), false));
    assertThat(people.showBox(ADMINISTRATOR, MAIN, "STB:1")).isEqualTo(saved);
    assertThat(people.findBoxes(ADMINISTRATOR, MAIN, filter(Map.of("subscriber", "17"))))
        .containsExactly(saved);
    assertThat(people.findBoxes(ADMINISTRATOR, MAIN, filter(Map.of("model", "other")))).isEmpty();
  }

  @Test
  void givesABlacklistedBoxToNobodyAndLetsFewTakeItBack() {
    people.save(ADMINISTRATOR, ivan(0, "Ivan"));
    var seller = Bench.caller(Permission.SUBSCRIBERS_WRITE);
    refused(ErrorCode.FORBIDDEN, () -> people.saveBox(seller, box(0, Optional.empty(), true)));
    people.saveBox(ADMINISTRATOR, box(0, Optional.empty(), true));
    refusedField(
        "subscriber", () -> people.saveBox(ADMINISTRATOR, box(1, Optional.of("17"), true)));
    refused(ErrorCode.FORBIDDEN, () -> people.saveBox(seller, box(1, Optional.empty(), false)));
    refused(ErrorCode.FORBIDDEN, () -> people.removeBox(seller, MAIN, "STB:1", 1));
    assertThat(people.saveBox(ADMINISTRATOR, box(1, Optional.of("17"), false)).version())
        .isEqualTo(2);
  }

  @Test
  void removesABoxThatNoCardSitsIn() {
    people.saveBox(ADMINISTRATOR, box(0, Optional.empty(), false));
    bench.put(
        Bench.held(
            Bench.card(1, CardStatus.ACTIVE),
            new CardHolder(Optional.empty(), Optional.of("STB:1"), Optional.empty())));
    refused(ErrorCode.RECORD_IN_USE, () -> people.removeBox(ADMINISTRATOR, MAIN, "STB:1", 1));
    SetTopBox free = new SetTopBox(MAIN, "1", 0, "", Optional.empty(), false, "");
    people.saveBox(ADMINISTRATOR, free);
    people.removeBox(ADMINISTRATOR, MAIN, "1", 1);
    refused(ErrorCode.RECORD_UNKNOWN, () -> people.showBox(ADMINISTRATOR, MAIN, "1"));
  }

  @Test
  void namesTheFieldOfABoxThatIsWrong() {
    refusedField(
        "id",
        () ->
            people.saveBox(
                ADMINISTRATOR, new SetTopBox(MAIN, "a/b", 0, "", Optional.empty(), false, "")));
    refusedField(
        "model",
        () ->
            people.saveBox(
                ADMINISTRATOR,
                new SetTopBox(MAIN, "a", 0, "x".repeat(65), Optional.empty(), false, "")));
  }

  private static Subscriber ivan(long version, String name) {
    return new Subscriber(
        MAIN,
        "17",
        version,
        name,
        "K-17",
        "Main Street 1\nRiga",
        "",
        List.of("+7 (495) 123-45-67"),
        "ivan@example.org",
        "",
        "north",
        List.of("vip"),
        false,
        Bench.NOW);
  }

  private static Subscriber with(Subscriber person, String id, NetworkId network) {
    return copy(person, field -> field.equals("id") ? id : null, network);
  }

  private static Subscriber set(String field, String value) {
    return copy(ivan(0, "Ivan"), name -> name.equals(field) ? value : null, MAIN);
  }

  private static Subscriber copy(
      Subscriber person, Function<String, @Nullable String> fields, NetworkId network) {
    return new Subscriber(
        network,
        or(fields.apply("id"), "17"),
        person.version(),
        or(fields.apply("name"), person.name()),
        or(fields.apply("contract"), person.contract()),
        or(fields.apply("billingAddress"), person.billingAddress()),
        or(fields.apply("installationAddress"), person.installationAddress()),
        List.of(or(fields.apply("phones"), "112")),
        or(fields.apply("email"), person.email()),
        or(fields.apply("notes"), person.notes()),
        or(fields.apply("region"), person.region()),
        List.of(or(fields.apply("tags"), "vip")),
        false,
        person.createdAt());
  }

  private static String or(@Nullable String value, String other) {
    return value == null ? other : value;
  }

  private static Subscriber tagged(List<String> tags, List<String> phones) {
    return new Subscriber(
        MAIN, "17", 0, "", "", "", "", phones, "", "", "", tags, false, Bench.NOW);
  }

  private static SetTopBox box(long version, Optional<String> subscriber, boolean blacklisted) {
    return new SetTopBox(MAIN, "STB:1", version, "HD-1", subscriber, blacklisted, "");
  }

  private static RecordFilter filter(String text, Map<String, String> equal) {
    return new RecordFilter(Optional.of(text), equal, Optional.empty(), 10);
  }

  private static RecordFilter filter(Map<String, String> equal) {
    return new RecordFilter(Optional.empty(), equal, Optional.empty(), 10);
  }
}
