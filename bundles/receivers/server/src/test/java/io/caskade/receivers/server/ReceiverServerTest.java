package io.caskade.receivers.server;

import static io.caskade.receivers.server.ServerRig.CAID;
import static io.caskade.receivers.server.ServerRig.await;
import static io.caskade.receivers.server.ServerRig.key;
import static io.caskade.receivers.server.ServerRig.question;
import static io.caskade.receivers.server.ServerRig.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.ReceiverShare;
import io.caskade.api.receivers.ReceiverTotals;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.receivers.ServedCard;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.lib.cidr.AddressList;
import io.caskade.receivers.server.ServerRig.Client;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets control words, and who does not. */
@Timeout(60)
class ReceiverServerTest {
  private static final String HOME = "10.0.0.1";
  private static final String AWAY = "10.0.0.2";

  @TempDir Path folder;
  private ServerRig rig;

  @BeforeEach
  void open() {
    rig = new ServerRig(folder);
    rig.card(1, 1);
    rig.card(2, 2);
    rig.account("ann", 1);
    rig.account("bob", 2);
    rig.awaitReady();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private double metric(String name) {
    return rig.server.metrics().stream()
        .filter(family -> family.name().equals(name))
        .flatMap(family -> family.samples().stream())
        .map(sample -> sample.reading())
        .mapToDouble(
            reading ->
                reading instanceof io.caskade.api.ops.MetricFamily.Reading.Value value
                    ? value.value()
                    : 0)
        .sum();
  }

  @Test
  void whoIsEntitledGetsTheWordsOfTheEcm() {
    Client ann = rig.client("ann", HOME);
    for (long number = 6; number < 12; number++) {
      CwAnswer.Found answer = (CwAnswer.Found) ann.ask(rig.ecm(3, number));
      long even = number + (number & 1);
      long odd = number + 1 - (number & 1);
      assertThat(answer.even()).isEqualTo(word(3, even));
      assertThat(answer.odd()).isEqualTo(word(3, odd));
    }
  }

  @Test
  void aThousandWhoAskForAnEcmCostOneOpening() {
    List<Client> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rig.card(10_000 + i, 1);
      rig.account("many" + i, 10_000 + i);
    }
    rig.awaitReady();
    for (int i = 0; i < 1_000; i++) {
      many.add(rig.client("many" + i, "10.1." + i / 250 + "." + (i % 250 + 1)));
    }
    EcmDatagram ecm = rig.ecm(3, 6);
    List<CwAnswer> answers = new ArrayList<>();
    for (Client client : many) {
      client.session.ask(question(ecm), answers::add);
    }
    await(
        () -> {
          many.forEach(Client::runAll);
          return answers.size() == 1_000;
        });
    assertThat(answers).hasSize(1_000).allMatch(CwAnswer.Found.class::isInstance);
    assertThat(metric("receivers_opened_ecms")).isEqualTo(1);
  }

  @Test
  void entitlementIsAskedForEachAccountEvenWhenTheWordsAreKept() {
    Client ann = rig.client("ann", HOME);
    Client bob = rig.client("bob", AWAY);
    EcmDatagram ecm = rig.ecm(3, 6);
    assertThat(ann.opens(ecm)).isTrue();
    assertThat(bob.refused(ecm)).isEqualTo(Refusal.NOT_ENTITLED);
    assertThat(bob.opens(rig.ecm(4, 6, 3, rig.key))).isTrue();
    assertThat(metric("receivers_opened_ecms")).isEqualTo(2);
  }

  @Test
  void aSuspendedCardIsDarkAtOnceAlsoFromTheCache() {
    rig.server.settings(ServerSettings.DEFAULTS.unlimited());
    Client ann = rig.client("ann", HOME);
    EcmDatagram ecm = rig.ecm(3, 6);
    assertThat(ann.opens(ecm)).isTrue();
    rig.card(1, 0);
    rig.cardChanged(1);
    await(() -> ann.ask(ecm) instanceof CwAnswer.Denied);
    assertThat(ann.refused(ecm)).isEqualTo(Refusal.CARD_INACTIVE);
    rig.cards.rights.clear();
    rig.cardChanged(1);
    assertThat(ann.refused(rig.ecm(3, 7))).isEqualTo(Refusal.CARD_INACTIVE);
    rig.card(1, 1);
    rig.cardChanged(1);
    await(() -> ann.ask(rig.ecm(3, 7)) instanceof CwAnswer.Found);
  }

  @Test
  void wordsThatAreKeptWaitWhileTheProfileIsExchanged() {
    Client ann = rig.client("ann", HOME);
    EcmDatagram ecm = rig.ecm(3, 6);
    assertThat(ann.opens(ecm)).isTrue();
    rig.issuer.networks(List.of());
    List<CwAnswer> answers = new ArrayList<>();
    ann.session.ask(question(ecm), answers::add);
    ann.runAll();
    assertThat(answers).isEmpty();
    rig.issuer.networks(ServerRig.networks().networks());
    await(
        () -> {
          ann.runAll();
          return !answers.isEmpty();
        });
    assertThat(answers).hasSize(1).allMatch(CwAnswer.Found.class::isInstance);
  }

  @Test
  void whenNoProfileComesBackNobodyIsToldThatHeHasNotPaid() {
    Client ann = rig.client("ann", HOME);
    EcmDatagram ecm = rig.ecm(3, 6);
    assertThat(ann.opens(ecm)).isTrue();
    rig.issuer.networks(List.of());
    List<CwAnswer> answers = new ArrayList<>();
    ann.session.ask(question(ecm), answers::add);
    rig.pass(Duration.ofMillis(700));
    await(
        () -> {
          ann.runAll();
          return !answers.isEmpty();
        });
    assertThat(answers).containsExactly(new CwAnswer.Denied(Refusal.BUSY));
  }

  @Test
  void whatIsNotOursIsRefusedWithItsReason() {
    Client ann = rig.client("ann", HOME);
    EcmDatagram ecm = rig.ecm(3, 6);
    assertThat(ann.refused(new CwQuestion(0x0500, 0, 1, 0, ecm))).isEqualTo(Refusal.CAID_UNKNOWN);
    assertThat(ann.refused(new CwQuestion(CAID, 0x123456, 1, 0, ecm)))
        .isEqualTo(Refusal.PROVIDER_UNKNOWN);
    assertThat(ann.refused(new CwQuestion(CAID, 0, 1, 1, ecm))).isEqualTo(Refusal.RESHARED);
    assertThat(ann.refused(new EcmDatagram(Octets.parseHex("80700101"))))
        .isEqualTo(Refusal.ECM_FOREIGN);
    int foreign = 0;
    for (int number = 0; number < 20; number++) {
      // One in 256 passes the sum of eight bits; then its garbage is hardly in anybody's window.
      Refusal reason = ann.refused(rig.ecm(3, number, 1, key(99)));
      foreign += reason == Refusal.ECM_FOREIGN ? 1 : 0;
    }
    assertThat(foreign).isGreaterThan(17);
    assertThat(ann.opens(ecm)).isTrue();
  }

  @Test
  void whoMayReshareMay() {
    rig.account("ann", 1, new ReceiverRules(2, Set.of(), List.of(), true, 1), true);
    Client ann = rig.client("ann", HOME);
    await(() -> ann.session.cards().equals(List.of(new OfferedCard(CAID, List.of(0), 1))));
    assertThat(ann.changes.get()).isEqualTo(1);
    EcmDatagram ecm = rig.ecm(3, 6);
    assertThat(ann.ask(new CwQuestion(CAID, 0, 1, 1, ecm))).isInstanceOf(CwAnswer.Found.class);
    assertThat(ann.refused(new CwQuestion(CAID, 0, 1, 2, ecm))).isEqualTo(Refusal.RESHARED);
  }

  @Test
  void theSameEcmRoundAndRoundIsALoop() {
    Client ann = rig.client("ann", HOME);
    EcmDatagram ecm = rig.ecm(3, 6);
    for (int i = 0; i < 20; i++) {
      assertThat(ann.opens(ecm)).isTrue();
    }
    assertThat(ann.refused(ecm)).isEqualTo(Refusal.LOOP);
    rig.pass(Duration.ofSeconds(61));
    assertThat(ann.opens(ecm)).isTrue();
  }

  @Test
  void moreThanTheRateIsRefused() {
    Client ann = rig.client("ann", HOME);
    for (int i = 0; i < 60; i++) {
      assertThat(ann.opens(rig.ecm(i, 6))).isTrue();
    }
    assertThat(ann.refused(rig.ecm(70, 6))).isEqualTo(Refusal.TOO_FAST);
    rig.pass(Duration.ofSeconds(1));
    assertThat(ann.opens(rig.ecm(70, 6))).isTrue();
  }

  @Test
  void aThirdServiceForLongIsRefusedThenBlocksOverARestartUntilItIsLifted() {
    Client ann = rig.client("ann", HOME);
    long number = watch(ann, 0, 40, Refusal.SERVICE_LIMIT);
    number = watch(ann, number, 60, Refusal.BLOCKED);
    assertThat(rig.server.blocked()).hasSize(1);
    assertThat(rig.server.blocked().get(0).name()).isEqualTo("ann");
    assertThat(rig.server.blocked().get(0).why()).contains("3 services at a time where 2");
    assertThat(ann.refused(rig.ecm(1, number))).isEqualTo(Refusal.BLOCKED);

    rig.restart(ServerSettings.DEFAULTS);
    Client again = rig.client("ann", HOME);
    assertThat(again.refused(rig.ecm(1, number))).isEqualTo(Refusal.BLOCKED);
    assertThat(rig.server.unblock("ann")).isTrue();
    assertThat(rig.server.unblock("ann")).isFalse();
    assertThat(again.opens(rig.ecm(1, number))).isTrue();
  }

  /** Three services by turns until something is refused. */
  private long watch(Client client, long from, int most, Refusal until) {
    for (long number = from; number < from + most; number++) {
      for (int service = 1; service <= 3; service++) {
        if (client.ask(rig.ecm(service, number)) instanceof CwAnswer.Denied denied) {
          assertThat(service).as("the youngest is refused").isEqualTo(3);
          if (denied.reason() == until) {
            rig.pass(Duration.ofSeconds(4));
            return number + 1;
          }
        }
        rig.pass(Duration.ofSeconds(3));
      }
      rig.pass(Duration.ofSeconds(1));
    }
    throw new AssertionError("never " + until);
  }

  @Test
  void theNewestAddressWinsOrTheOldestStaysAsTheAccountSays() {
    Client home = rig.client("ann", HOME);
    Client again = rig.client("ann", HOME);
    assertThat(home.ends).isEmpty();
    Client away = rig.client("ann", AWAY);
    assertThat(home.ends).containsExactly(Refusal.REPLACED);
    assertThat(again.ends).containsExactly(Refusal.REPLACED);
    assertThat(rig.server.clients()).hasSize(1);
    rig.account("ann", 1, new ReceiverRules(2, Set.of(), List.of(), false, 1), true);
    await(() -> away.changes.get() == 1);
    assertThat(rig.turned("newcamd", "ann", HOME)).isEqualTo(Refusal.IN_USE);
  }

  @Test
  void anAddressHasSoManyConnectionsAndTheOldestGoes() {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      clients.add(rig.client("ann", HOME));
    }
    assertThat(clients.get(0).ends).containsExactly(Refusal.REPLACED);
    assertThat(rig.server.clients()).hasSize(8);
    clients.forEach(client -> client.session.close());
    assertThat(rig.server.clients()).isEmpty();
  }

  @Test
  void protocolsAndAddressesAreThoseOfTheAccount() {
    rig.account(
        "ann",
        1,
        new ReceiverRules(2, Set.of("cccam"), List.of("10.0.0.0/24", "fd00::/8"), true, 0),
        true);
    rig.account("cid", 1, new ReceiverRules(2, Set.of(), List.of("nonsense"), true, 0), true);
    rig.awaitReady();
    await(() -> rig.server.names().contains("cid"));
    assertThat(rig.turned("newcamd", "ann", HOME)).isEqualTo(Refusal.PROTOCOL_FORBIDDEN);
    assertThat(rig.turned("cccam", "ann", "10.0.1.1")).isEqualTo(Refusal.ADDRESS_FORBIDDEN);
    assertThat(rig.client("cccam", "ann", "fd00::1").ends).isEmpty();
    assertThat(rig.turned("cccam", "cid", HOME)).isEqualTo(Refusal.ADDRESS_FORBIDDEN);
    assertThat(rig.turned("cccam", "nobody", HOME)).isEqualTo(Refusal.ACCOUNT_CHANGED);
  }

  @Test
  void whoseAccountChangesIsSentAway() {
    Client ann = rig.client("ann", HOME);
    rig.account("ann", 1, ReceiverRules.DEFAULT, true, "another password");
    await(() -> ann.ends.equals(List.of(Refusal.ACCOUNT_CHANGED)));
    Client second = rig.client("ann", HOME);
    rig.account("ann", 1, ReceiverRules.DEFAULT, false, "another password");
    await(() -> second.ends.equals(List.of(Refusal.ACCOUNT_CHANGED)));
    assertThat(rig.turned("newcamd", "ann", HOME)).isEqualTo(Refusal.ACCOUNT_CHANGED);
    Client bob = rig.client("bob", HOME);
    rig.account("bob", 2, new ReceiverRules(2, Set.of("cccam"), List.of(), true, 0), true);
    await(() -> bob.ends.equals(List.of(Refusal.PROTOCOL_FORBIDDEN)));
    Client third = rig.client("cccam", "bob", HOME);
    rig.accounts.remove("bob");
    await(() -> third.ends.equals(List.of(Refusal.ACCOUNT_CHANGED)));
    assertThat(rig.server.clients()).isEmpty();
    assertThat(rig.server.names()).containsExactly("ann");
    bob.session.ask(
        question(rig.ecm(1, 1)),
        answer -> {
          throw new AssertionError("answered after the end");
        });
  }

  @Test
  void passwordsAreThereAndFollowTheirChanges() {
    ReceiverPassword first = rig.server.password("ann").orElseThrow();
    assertThat(first).isEqualTo(ReceiverPassword.of("pass-of-ann"));
    first.destroy();
    assertThat(rig.server.password("ann")).contains(ReceiverPassword.of("pass-of-ann"));
    long generation = rig.server.generation();
    rig.account("ann", 1, ReceiverRules.DEFAULT, true, "new");
    await(
        () -> rig.server.password("ann").equals(java.util.Optional.of(ReceiverPassword.of("new"))));
    await(() -> rig.server.generation() > generation);
    assertThat(rig.server.password("nobody")).isEmpty();
  }

  @Test
  void nobodyIsReadBeforeTheAccountsAreThere() throws Exception {
    InetAddress address = AddressList.address(HOME).orElseThrow();
    assertThat(rig.server.admits(address)).isTrue();
    try (ServerRig empty = new ServerRig(folder.resolve("other"))) {
      empty.accounts.ready = false;
      empty.server.close();
      var server =
          new ReceiverServer(
              ServerSettings.DEFAULTS,
              java.time.Instant::now,
              System::nanoTime,
              new java.util.SplittableRandom(1),
              folder.resolve("x"));
      server.use(empty.accounts);
      server.start();
      assertThat(server.admits(address)).isFalse();
      for (int i = 0; i < 10; i++) {
        server.failed("cccam", address, "ann", LogInFailure.UNKNOWN_NAME);
      }
      empty.account("ann", 1);
      empty.accounts.ready = true;
      await(() -> server.names().contains("ann"));
      assertThat(server.admits(address)).as("its password is still sealed").isFalse();
      server.use(empty.vault);
      await(() -> server.admits(address));
      server.close();
    }
  }

  @Test
  void whoGuessesIsBannedAndPardoned() {
    InetAddress guesser = AddressList.address(AWAY).orElseThrow();
    for (int i = 0; i < 100; i++) {
      rig.server.failed("cccam", guesser, "", LogInFailure.SILENCE);
    }
    assertThat(rig.server.admits(guesser)).as("silence bans nobody").isTrue();
    for (int i = 0; i < 5; i++) {
      assertThat(rig.server.admits(guesser)).isTrue();
      rig.server.failed("cccam", guesser, "ann\r\n[INFO]", LogInFailure.WRONG_PASSWORD);
    }
    assertThat(rig.server.admits(guesser)).isFalse();
    assertThat(rig.turned("cccam", "ann", AWAY)).isEqualTo(Refusal.BANNED);
    assertThat(rig.server.banned()).hasSize(1);
    assertThat(rig.server.banned().get(0).name()).isEqualTo("ann[INFO]");
    assertThat(rig.server.pardon(guesser)).isTrue();
    assertThat(rig.server.admits(guesser)).isTrue();
  }

  @Test
  void whileTheIssuerIsExchangedQuestionsWait() {
    Client ann = rig.client("ann", HOME);
    rig.server.forget(rig.issuer);
    List<CwAnswer> answers = new ArrayList<>();
    ann.session.ask(question(rig.ecm(3, 6)), answers::add);
    rig.server.use(rig.issuer);
    ann.runOne();
    assertThat(answers).hasSize(1).allMatch(CwAnswer.Found.class::isInstance);
  }

  @Test
  void withoutAnIssuerTheyAreAnsweredBeforeAReceiverLosesPatience() {
    Client ann = rig.client("ann", HOME);
    rig.server.forget(rig.issuer);
    List<CwAnswer> answers = new ArrayList<>();
    ann.session.ask(question(rig.ecm(3, 6)), answers::add);
    await(() -> metric("receivers_waiting_ecms") == 1);
    rig.pass(Duration.ofMillis(701));
    ann.runOne();
    assertThat(answers).containsExactly(new CwAnswer.Denied(Refusal.BUSY));
    rig.server.use(rig.issuer);
    assertThat(ann.opens(rig.ecm(3, 6))).isTrue();
  }

  @Test
  void tooManyThatWaitAreRefusedAtOnce() {
    ServerSettings few =
        new ServerSettings(
            List.of(0),
            1,
            100,
            Duration.ofSeconds(30),
            10_000,
            0,
            0,
            Duration.ofSeconds(300),
            Duration.ofHours(1),
            8,
            ServerSettings.DEFAULTS.bans(),
            Set.of());
    rig.restart(few);
    rig.server.forget(rig.issuer);
    List<CwAnswer> answers = new ArrayList<>();
    for (int c = 0; c < 2; c++) {
      Client ann = rig.client("ann", HOME);
      for (int i = 0; i < 60; i++) {
        ann.session.ask(question(rig.ecm(c * 100 + i, 6)), answers::add);
      }
    }
    Client ann = rig.client("ann", HOME);
    await(() -> metric("receivers_overflown_ecms") == 20);
    assertThat(ann.refused(rig.ecm(250, 6))).isEqualTo(Refusal.BUSY);
  }

  @Test
  void oneClientMayNotWaitForEverything() {
    Client ann = rig.client("ann", HOME);
    rig.server.settings(ServerSettings.DEFAULTS.unlimited());
    rig.server.forget(rig.issuer);
    List<CwAnswer> answers = new ArrayList<>();
    for (int i = 0; i < ServerSession.MOST_WAITING; i++) {
      ann.session.ask(question(rig.ecm(i, 6)), answers::add);
    }
    assertThat(answers).isEmpty();
    ann.session.ask(question(rig.ecm(200, 6)), answers::add);
    assertThat(answers).containsExactly(new CwAnswer.Denied(Refusal.BUSY));
  }

  @Test
  void whoIsGoneGetsNoAnswer() {
    Client ann = rig.client("ann", HOME);
    rig.server.forget(rig.issuer);
    List<CwAnswer> answers = new ArrayList<>();
    ann.session.ask(question(rig.ecm(3, 6)), answers::add);
    ann.session.close();
    ann.session.close();
    rig.server.use(rig.issuer);
    ann.runOne();
    assertThat(answers).isEmpty();
    assertThat(rig.server.clients()).isEmpty();
  }

  @Test
  void figuresOfAClientTellWhatItGot() {
    Client ann = rig.client("ann", HOME);
    ann.ask(rig.ecm(3, 6));
    ann.ask(new CwQuestion(CAID, 0, 0x55AA, 3, rig.ecm(3, 7)));
    ReceiverClient shown = rig.server.clients().get(0);
    assertThat(shown.found()).isEqualTo(1);
    assertThat(shown.denied()).isEqualTo(1);
    assertThat(shown.service()).isEqualTo("0B00:55AA");
    assertThat(shown.hops()).isEqualTo(3);
    assertThat(shown.lastRefusal()).contains(Refusal.RESHARED);
    assertThat(shown.name()).isEqualTo("ann");
    rig.server.forget(rig.issuer);
    List<CwAnswer> answers = new ArrayList<>();
    ann.session.ask(question(rig.ecm(3, 8)), answers::add);
    rig.nanos.addAndGet(600_000_000);
    rig.server.use(rig.issuer);
    ann.runOne();
    ReceiverClient later = rig.server.clients().get(0);
    assertThat(later.slow()).isEqualTo(1);
    assertThat(later.tooSlow()).isZero();
    assertThat(later.lastMicros()).isEqualTo(600_000);
    assertThat(later.averageMicros()).isEqualTo(200_000);
    assertThat(later.p99Micros()).isEqualTo(600_000);
    assertThat(later.timedOut()).isZero();
    assertThat(later.shares()).containsExactly(new ReceiverShare(CAID, 0, 3, 2));
    assertThat(rig.server.totals())
        .isEqualTo(new ReceiverTotals(rig.server.totals().since(), 3, 2, 1));
    assertThat(rig.server.served())
        .containsExactly(new ServedCard(ServerRig.MAIN, CAID, "tvcas3", List.of(0)));
  }

  @Test
  void whoIsNotAnsweredInTimeIsCountedAsThat() {
    Client ann = rig.client("ann", HOME);
    rig.server.forget(rig.issuer);
    List<CwAnswer> answers = new ArrayList<>();
    ann.session.ask(question(rig.ecm(3, 8)), answers::add);
    // Its patience begins when the thread that opens has looked at it.
    await(
        () -> {
          rig.nanos.addAndGet(900_000_000);
          ann.runAll();
          return !answers.isEmpty();
        });
    assertThat(answers).containsExactly(new CwAnswer.Denied(Refusal.BUSY));
    ReceiverClient shown = rig.server.clients().get(0);
    assertThat(shown.denied()).isEqualTo(1);
    assertThat(shown.timedOut()).isEqualTo(1);
    assertThat(shown.tooSlow()).isEqualTo(1);
  }

  @Test
  void wordsWithoutSumsAreGivenAsTheyAreAndCounted() {
    Client ann = rig.client("ann", HOME);
    assertThat(ann.opens(rig.ecm(3, 6))).isTrue();
    assertThat(metric("receivers_unsafe_word_ecms")).isZero();
    byte[] odd = {1, 2, 3, 99, 4, 5, 6, 99};
    EcmDatagram bare = rig.ecmWith(new io.caskade.api.ecm.ControlWord(odd));
    CwAnswer.Found answer = (CwAnswer.Found) ann.ask(bare);
    assertThat(answer.even()).isEqualTo(word(9, 6));
    assertThat(answer.odd()).isEqualTo(new io.caskade.api.ecm.ControlWord(odd));
    assertThat(metric("receivers_unsafe_word_ecms")).isEqualTo(1);
  }

  @Test
  void whenItStopsEverybodyGoesAndNoThreadStays() {
    Client ann = rig.client("ann", HOME);
    rig.server.close();
    assertThat(ann.ends).containsExactly(Refusal.STOPPING);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("caskade-receivers"));
  }
}
