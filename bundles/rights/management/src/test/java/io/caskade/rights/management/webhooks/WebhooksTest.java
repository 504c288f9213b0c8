package io.caskade.rights.management.webhooks;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.caller;
import static io.caskade.rights.management.Bench.refused;
import static io.caskade.rights.management.Bench.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.rights.management.Bench;
import io.caskade.rights.management.EmptyFeed;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final String URL = "https://billing.example.org/cas";

  private final Bench bench = new Bench();
  private final Webhooks webhooks =
      new Webhooks(
          bench.presence,
          bench.gate,
          bench.records,
          bench.ids,
          new EmptyFeed(500),
          bench.clock,
          new Random(7));

  @Test
  void showsASecretOnceAndKeepsItSealed() {
    var made = webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of("SUSPEND"));
    byte[] secret = new byte[32];
    made.secret().copyTo(secret, 0);
    assertThat(made.secret().length()).isEqualTo(32);
    assertThat(made.kept().secret().octets().toByteArray()).isNotEqualTo(secret);
    assertThat(webhooks.secret(made.kept())).isEqualTo(made.secret());
    var other = webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of());
    assertThat(other.secret()).isNotEqualTo(made.secret());
    assertThat(webhooks.list(ADMINISTRATOR, MAIN))
        .containsExactlyInAnyOrder(made.kept(), other.kept());
  }

  @Test
  void alarmsAreForThoseWhoSeeTheWholeHeadEnd() {
    assertThat(webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of("ALARM_RAISED")).kept().operations())
        .containsExactly("ALARM_RAISED");
    refused(
        ErrorCode.FORBIDDEN,
        () -> webhooks.add(caller(Permission.WEBHOOKS), MAIN, URL, Set.of("ALARM_RAISED")));
    Webhook own = webhooks.add(caller(Permission.WEBHOOKS), MAIN, URL, Set.of()).kept();
    refused(
        ErrorCode.FORBIDDEN,
        () -> webhooks.change(caller(Permission.WEBHOOKS), asking(own, "ALARM_CLEARED")));
  }

  private static Webhook asking(Webhook webhook, String operation) {
    return new Webhook(
        webhook.network(),
        webhook.id(),
        webhook.version(),
        webhook.url(),
        webhook.secret(),
        Set.of(operation),
        webhook.delivered(),
        webhook.paused());
  }

  @Test
  void tellsFromNowOn() {
    assertThat(webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of()).kept().delivered()).isEqualTo(500);
    var away =
        new Webhooks(
            bench.presence, bench.gate, bench.records, bench.ids, null, bench.clock, new Random(7));
    refused(ErrorCode.DATABASE_UNAVAILABLE, () -> away.add(ADMINISTRATOR, MAIN, URL, Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://billing.example.org/cas?x=1",
        "https://10.0.0.7:8443/",
        "http://localhost:8080/hook",
        "http://127.0.0.1/",
        "http://[::1]:9/"
      })
  void takesEncryptedAndLocalAddresses(String url) {
    assertThat(webhooks.add(ADMINISTRATOR, MAIN, url, Set.of()).kept().url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "billing",
        "http://billing.example.org/",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "ftp://billing.example.org/",
        "https:///cas",
        "https://user:secret@billing.example.org/",
        "https://billing.example.org/#x",
        "https://billing.example.org:0/",
        "https://billing.example.org:70000/",
        "https://billing example.org/",
        "file:///etc/passwd"
      })
  void refusesOtherAddresses(String url) {
    refusedField("url", () -> webhooks.add(ADMINISTRATOR, MAIN, url, Set.of()));
  }

  @Test
  void refusesOperationsThatTheJournalCannotHave() {
    refusedField("operations", () -> webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of("suspend")));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () -> webhooks.add(ADMINISTRATOR, new NetworkId("west"), URL, Set.of()));
  }

  @Test
  void keepsProgressWithoutARowOfTheJournal() {
    Webhook hook = webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of()).kept();
    webhooks.delivered(hook, 510);
    assertThat(webhooks.all()).extracting(Webhook::delivered).containsExactly(510L);
    assertThat(bench.lastRecord().journalled()).isFalse();
    webhooks.delivered(hook, 505);
    assertThat(webhooks.all()).extracting(Webhook::delivered).containsExactly(510L);
  }

  @Test
  void changesAlsoWhileItIsServed() {
    Webhook hook = webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of()).kept();
    bench.store.meanwhile = () -> webhooks.delivered(hook, 510);
    Webhook changed =
        webhooks.change(
            ADMINISTRATOR,
            new Webhook(MAIN, hook.id(), 1, URL + "/v2", hook.secret(), Set.of("RESUME"), 0, true));
    assertThat(changed)
        .isEqualTo(
            new Webhook(
                MAIN, hook.id(), 3, URL + "/v2", hook.secret(), Set.of("RESUME"), 510, true));
  }

  @Test
  void replaysAndIsNotOvertakenByWhatWasOnItsWay() {
    Webhook hook = webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of()).kept();
    Webhook back = webhooks.replay(ADMINISTRATOR, MAIN, hook.id(), 20);
    assertThat(back.delivered()).isEqualTo(20);
    assertThat(bench.lastRecord().operation()).isEqualTo("REPLAY");
    webhooks.delivered(hook, 510);
    assertThat(webhooks.all()).extracting(Webhook::delivered).containsExactly(20L);
    webhooks.delivered(back, 40);
    assertThat(webhooks.all()).extracting(Webhook::delivered).containsExactly(40L);
    refusedField("afterSeq", () -> webhooks.replay(ADMINISTRATOR, MAIN, hook.id(), 41));
    refusedField("afterSeq", () -> webhooks.replay(ADMINISTRATOR, MAIN, hook.id(), -1));
  }

  @Test
  void removesOneAndForgetsItsProgress() {
    Webhook hook = webhooks.add(ADMINISTRATOR, MAIN, URL, Set.of()).kept();
    webhooks.remove(ADMINISTRATOR, MAIN, hook.id());
    webhooks.delivered(hook, 510);
    assertThat(webhooks.all()).isEmpty();
    refused(ErrorCode.RECORD_UNKNOWN, () -> webhooks.remove(ADMINISTRATOR, MAIN, hook.id()));
  }

  @Test
  void knowsThoseOfTheWholeHeadEnd() {
    var made = webhooks.add(ADMINISTRATOR, StoredRecord.HEAD_END, URL, Set.of()).kept();
    assertThat(webhooks.all()).containsExactly(made);
    assertThat(webhooks.list(ADMINISTRATOR, StoredRecord.HEAD_END)).containsExactly(made);
    assertThat(bench.store.applied(RecordChange.class)).hasSize(1);
  }
}
