package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.Approval;
import io.caskade.api.rights.access.PasswordHash;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.webhooks.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Records of every kind: one with something in each field, one with as little as there can be. */
final class SampleRecords {
  static final Instant AT = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final Octets BYTES = Octets.parseHex("00FF7F80");

  private SampleRecords() {}

  static List<StoredRecord> full() {
    return List.of(
        subscriber("s-1", 1, "Анна Petrova", List.of("+992 90 1", "\\n,;|")),
        new SetTopBox(MAIN, "Box:1", 1, "VIP-1", Optional.of("s-1"), true, "line\nline"),
        new Product(new NetworkId("north"), 31, 1, "Спорт", "all of it"),
        new Service(MAIN, "news-1", 1, "News", 65_535, new ProductMask(0x8000_0001), "HD"),
        new Account(
            "ann",
            1,
            "Ann",
            Role.DEALER,
            Set.of(MAIN, new NetworkId("north")),
            new PasswordHash("$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA"),
            Optional.of(new WrappedKey(BYTES)),
            58_000_000L,
            OptionalInt.of(0),
            true,
            true,
            4,
            AT.plusSeconds(60),
            AT),
        new ApiToken(
            "0123456789abcdef",
            1,
            "billing",
            BYTES,
            Role.BILLING,
            Set.of(Permission.CARDS_READ, Permission.CARDS_SELL),
            Set.of(MAIN),
            Set.of("192.0.2.0/24", "2001:db8::1"),
            60,
            AT,
            Optional.of(AT.plusSeconds(1)),
            true),
        job("j-1", 1, 7),
        new Webhook(
            MAIN,
            "w-1",
            1,
            "https://example.net/hook?a=b",
            new WrappedKey(BYTES),
            Set.of("SUSPEND", "RESUME"),
            Long.MAX_VALUE,
            true),
        answered("a".repeat(64), AT),
        new Approval(MAIN, "unblacklist:2100000000", 1, "ann", "found again", AT),
        new ReceiverAccount(
            MAIN,
            "flat-17.salon_1",
            1,
            new CardSerial(CardSerial.MAX),
            new WrappedKey(BYTES),
            new ReceiverRules(
                64,
                Set.of("cccam", "newcamd", "camd35", "cs378x"),
                List.of("192.0.2.0/24", "2001:db8::1", "10.0.0.0/8"),
                true,
                9),
            true));
  }

  static List<StoredRecord> bare() {
    return List.of(
        new Subscriber(
            MAIN, "0", 1, "", "", "", "", List.of(), "", "", "", List.of(), true, Instant.EPOCH),
        new SetTopBox(MAIN, "1", 1, "", Optional.empty(), false, ""),
        new Product(new NetworkId("north"), 0, 1, "", ""),
        new Service(MAIN, "-", 1, "", 0, ProductMask.NONE, ""),
        new Account(
            "b",
            1,
            "",
            Role.AUDITOR,
            Set.of(),
            new PasswordHash("x"),
            Optional.empty(),
            0,
            OptionalInt.empty(),
            false,
            false,
            0,
            Instant.EPOCH,
            Instant.EPOCH),
        new ApiToken(
            "0",
            1,
            "",
            Octets.empty(),
            Role.AUDITOR,
            Set.of(),
            Set.of(),
            Set.of(),
            0,
            Instant.EPOCH,
            Optional.empty(),
            false),
        new Job(
            StoredRecord.HEAD_END,
            "0",
            1,
            "",
            JobState.WAITING,
            0,
            0,
            0,
            List.of(),
            Octets.empty(),
            new Actor("", ""),
            Instant.EPOCH,
            Instant.EPOCH),
        new Webhook(MAIN, "0", 1, "", new WrappedKey(Octets.empty()), Set.of(), 0, false),
        new AnsweredRequest(
            StoredRecord.HEAD_END,
            "0",
            1,
            Octets.empty(),
            0,
            "",
            "",
            Octets.empty(),
            Instant.EPOCH),
        new Approval(MAIN, "0", 1, "", "", Instant.EPOCH),
        receiver(MAIN, "0", 1, 0));
  }

  static Subscriber subscriber(String id, long version, String name, List<String> phones) {
    return new Subscriber(
        NetworkId.MAIN,
        id,
        version,
        name,
        "C-" + id,
        "Rudaki 1, flat 2",
        "Somoni 3",
        phones,
        id + "@Example.net",
        "pays\tlate",
        "north-1",
        List.of("vip", "hotel-" + id),
        false,
        AT);
  }

  static ReceiverAccount receiver(NetworkId network, String name, long version, long serial) {
    return new ReceiverAccount(
        network,
        name,
        version,
        new CardSerial(serial),
        new WrappedKey(Octets.empty()),
        new ReceiverRules(1, Set.of(), List.of(), false, 0),
        false);
  }

  /** A job with a payload of some hundred kilobytes and two lines of report. */
  static Job job(String id, long version, int done) {
    return new Job(
        MAIN,
        id,
        version,
        "extend",
        JobState.RUNNING,
        1_000_000,
        done,
        2,
        List.of("1: card-unknown", "", "2: a\\b\nc"),
        Octets.of(new byte[300_000]),
        new Actor("ann", "console"),
        AT,
        AT.plusMillis(done));
  }

  static AnsweredRequest answered(String id, Instant at) {
    return new AnsweredRequest(
        MAIN, id, 1, BYTES, 201, "\"1\"", "/api/v1/cards/1", Octets.of(new byte[100_000]), at);
  }
}
