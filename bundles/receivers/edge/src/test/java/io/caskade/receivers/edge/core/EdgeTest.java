package io.caskade.receivers.edge.core;

import static io.caskade.receivers.edge.core.EdgeRig.answer;
import static io.caskade.receivers.edge.core.EdgeRig.await;
import static io.caskade.receivers.edge.core.ServedCore.CAID;
import static io.caskade.receivers.edge.core.ServedCore.ecm;
import static io.caskade.receivers.edge.core.ServedCore.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.PlayedReceiverService.Failure;
import io.caskade.api.receivers.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An edge node and its cores, over real sockets and the real listener. */
@Timeout(120)
class EdgeTest {
  /** Long, so that a busy machine decides nothing; tests about time have their own. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final CoreAnswer AWAY = new CoreAnswer.Away();
  private static final CoreAnswer SLOW = new CoreAnswer.Slow();

  @TempDir Path folder;
  private final ServedCore first = new ServedCore();
  private final ServedCore second = new ServedCore();

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private EdgeRig rig(Duration timeout, ServedCore... cores) throws Exception {
    CoreAddress[] addresses = new CoreAddress[cores.length];
    for (int i = 0; i < cores.length; i++) {
      addresses[i] = cores[i].address();
    }
    return new EdgeRig(folder, timeout, addresses);
  }

  private static void assertWords(CoreAnswer answer, int number) {
    assertThat(answer).isInstanceOf(CoreAnswer.Opened.class);
    OpenedEcm opened = ((CoreAnswer.Opened) answer).ecm();
    byte[] both = new byte[16];
    opened.even().copyTo(both, 0);
    opened.odd().copyTo(both, 8);
    assertThat(Octets.of(both)).isEqualTo(words(number));
    assertThat(opened.issuedAt()).isEqualTo(ServedCore.ISSUED_AT);
    assertThat(opened.accessCriteria()).isEqualTo(ServedCore.CRITERIA);
  }

  @Test
  void theWordsComeWithWhatTheEcmAsksFor() throws Exception {
    first.opens(1);
    try (EdgeRig rig = rig(TIMEOUT, first).await(1)) {
      assertWords(rig.ask(ecm(1)), 1);
      assertThat(first.server.questions())
          .singleElement()
          .satisfies(
              question -> {
                assertThat(question.ecm()).isEqualTo(ecm(1));
                assertThat(question.caSystemId()).isEqualTo(CAID);
              });
      assertThat(first.server.entrances())
          .singleElement()
          .satisfies(entrance -> assertThat(entrance.name()).isEqualTo("north"));
    }
  }

  @Test
  void nothingThatIsNotDeclaredLeavesTheMachine() throws Exception {
    EcmDatagram otherTag = new EcmDatagram(Octets.parseHex("80703470326422FFFF"));
    try (EdgeRig rig = rig(TIMEOUT, first).await(1)) {
      assertThat(rig.edge.serves(CAID, ecm(1))).isTrue();
      assertThat(rig.edge.serves(CAID, otherTag)).isFalse();
      assertThat(rig.edge.serves(0x0500, ecm(1))).isFalse();
      assertThat(rig.ask(otherTag)).isEqualTo(AWAY);
      assertThat(first.server.questions()).isEmpty();
    }
  }

  @Test
  void hundredsOfQuestionsAreOpenAtATimeAndEachGetsItsOwnWords() throws Exception {
    int count = 600;
    for (int i = 0; i < count; i++) {
      first.opens(i);
    }
    try (EdgeRig rig = rig(TIMEOUT, first).await(1)) {
      @SuppressWarnings({"unchecked", "rawtypes"})
      BlockingQueue<CoreAnswer>[] answers = new BlockingQueue[count];
      for (int i = 0; i < count; i++) {
        answers[i] = rig.asking(ecm(i));
      }
      for (int i = 0; i < count; i++) {
        assertWords(answer(answers[i]), i);
      }
    }
  }

  @Test
  void theSecondTakesOverTheQuestionThatTheFirstHadWhenItWent() throws Exception {
    first.opens(1);
    second.opens(1);
    // Its share of the time would be longer than the test is patient.
    try (EdgeRig rig = rig(Duration.ofMinutes(1), first, second).await(2)) {
      first.server.hold();
      BlockingQueue<CoreAnswer> answers = rig.asking(ecm(1));
      await(() -> first.server.questions().size() == 1);
      first.stop();

      assertWords(answer(answers), 1);
      assertThat(second.server.questions()).hasSize(1);
      await(() -> rig.edge.peers().size() == 1);
      assertThat(rig.edge.state()).isEqualTo(EndpointState.RUNNING);
      assertThat(rig.edge.detail()).contains("is away");
      assertThat(rig.ask(ecm(2)))
          .as("the second is asked now")
          .isInstanceOf(CoreAnswer.Foreign.class);
    }
  }

  @Test
  void theFirstIsAskedAgainWhenItIsBack() throws Exception {
    CoreAddress place = first.address();
    second.opens(1, 2);
    try (EdgeRig rig = rig(TIMEOUT, first, second).await(2)) {
      first.stop();
      await(() -> rig.edge.peers().size() == 1);
      assertWords(rig.ask(ecm(1)), 1);
      try (ServedCore back = new ServedCore(place.port()).opens(2)) {
        rig.await(2);
        assertWords(rig.ask(ecm(2)), 2);
        assertThat(back.server.questions()).hasSize(1);
      }
    }
  }

  @Test
  void aSilentCoreCostsItsShareOfTheTimeAndThenIsPassedBy() throws Exception {
    second.opens(1, 2, 3, 4, 5);
    first.opens(1, 2, 3, 4, 5);
    first.server.hold();
    try (EdgeRig rig = rig(Duration.ofMillis(1_400), first, second).await(2)) {
      for (int i = 1; i <= 3; i++) {
        assertWords(rig.ask(ecm(i)), i);
      }
      await(() -> rig.fact(first.address(), "state").equals("slow"));
      int asked = first.server.questions().size();
      assertWords(rig.ask(ecm(4)), 4);
      assertThat(first.server.questions()).hasSize(asked);

      first.server.release();
      rig.skip(Duration.ofSeconds(6));
      await(() -> rig.fact(first.address(), "state").equals("well"));
      assertWords(rig.ask(ecm(5)), 5);
      assertThat(first.server.questions()).hasSize(asked + 1);
      assertThat(first.server.open()).as("the connection stayed").isEqualTo(1);
    }
  }

  @Test
  void theOnlyCoreIsAskedHoweverSlowItIsAndALateAnswerIsNotTakenForAnother() throws Exception {
    first.opens(1, 2);
    first.server.hold();
    try (EdgeRig rig = rig(Duration.ofSeconds(1), first).await(1)) {
      assertThat(rig.ask(ecm(1))).isEqualTo(SLOW);
      assertThat(rig.ask(ecm(3))).isEqualTo(SLOW);
      assertThat(rig.ask(ecm(4))).isEqualTo(SLOW);
      await(() -> rig.fact(first.address(), "state").equals("slow"));
      BlockingQueue<CoreAnswer> answers = rig.asking(ecm(2));
      await(() -> first.server.questions().size() == 4);
      first.server.release();
      assertWords(answer(answers), 2);
    }
  }

  @Test
  void aQuestionThatComesBeforeTheLogInIsOverWaits() throws Exception {
    first.opens(1);
    try (EdgeRig rig = rig(TIMEOUT, first)) {
      assertWords(rig.ask(ecm(1)), 1);
    }
  }

  @Test
  void theAnswerComesInTimeWithoutAnyCore() throws Exception {
    first.stop();
    try (EdgeRig rig =
        new EdgeRig(folder, Duration.ofMillis(200), new CoreAddress("127.0.0.1", 1))) {
      assertThat(rig.ask(ecm(1))).isEqualTo(AWAY);
      assertThat(rig.edge.state()).isEqualTo(EndpointState.STARTING);
      await(() -> rig.edge.detail().contains("connection refused"));
      assertThat(rig.edge.alarms()).as("it may come in a moment").isEmpty();
      rig.skip(Duration.ofSeconds(20));
      assertThat(rig.edge.alarms())
          .extracting(Alarm::code)
          .containsExactly(AlarmCode.EDGE_CORES_AWAY);
      Alarm alarm = rig.edge.alarms().get(0);
      assertThat(alarm.text(Locale.ENGLISH)).contains("127.0.0.1:1 (connection refused)");
      assertThat(alarm.cure(Locale.forLanguageTag("ru"))).isNotBlank();
    }
  }

  @Test
  void oneCoreThatIsAwayIsAWarning() throws Exception {
    second.stop();
    try (EdgeRig rig =
        new EdgeRig(folder, TIMEOUT, first.address(), new CoreAddress("127.0.0.1", 1)).await(1)) {
      rig.skip(Duration.ofSeconds(20));
      assertThat(rig.edge.alarms())
          .extracting(Alarm::code)
          .containsExactly(AlarmCode.EDGE_CORE_AWAY);
    }
  }

  @Test
  void whatACoreSaysIsForeignIsForeignAndAnyOtherRefusalIsTriedAtTheNext() throws Exception {
    first.server.denies(ecm(2).section(), Refusal.BUSY);
    second.opens(1, 2);
    try (EdgeRig rig = rig(TIMEOUT, first, second).await(2)) {
      assertThat(rig.ask(ecm(1))).isEqualTo(new CoreAnswer.Foreign());
      assertThat(second.server.questions()).isEmpty();
      assertWords(rig.ask(ecm(2)), 2);
      second.server.denies(ecm(3).section(), Refusal.BUSY);
      first.server.denies(ecm(3).section(), Refusal.BUSY);
      assertThat(rig.ask(ecm(3))).isEqualTo(AWAY);
    }
  }

  @Test
  void anAccountThatIsNoSiteIsToldSo() throws Exception {
    first.server.account("south", "s3cret");
    try (EdgeRig rig = rig(TIMEOUT, second).await(1)) {
      EdgeSettings other = rig.settings(TIMEOUT, first.address());
      rig.edge.apply(
          new EdgeSettings(
              other.name(),
              other.cores(),
              "south",
              other.passwordFile(),
              other.own(),
              other.timeout(),
              other.failures(),
              other.keepalive()));
      await(() -> rig.edge.detail().contains("name it in sites of io.caskade.receivers.server"));
      assertThat(rig.edge.peers()).isEmpty();
    }
  }

  @Test
  void whoIsTurnedAwaySeesTheReason() throws Exception {
    first.server.turnAway("north", Refusal.ADDRESS_FORBIDDEN);
    try (EdgeRig rig = rig(TIMEOUT, first)) {
      await(() -> rig.edge.detail().contains("sends 'north' away: ADDRESS"));
    }
  }

  @Test
  void aWrongPasswordIsTriedTwiceAndThenRarely() throws Exception {
    first.server.account("north", "another one");
    try (EdgeRig rig = rig(TIMEOUT, first)) {
      await(() -> first.server.failures().size() == 2);
      assertThat(first.server.failures())
          .extracting(Failure::why)
          .containsOnly(LogInFailure.WRONG_PASSWORD);
      await(() -> rig.edge.detail().contains("closes at the log-in"));
      assertThat(Core.PAUSE_AFTER_REFUSAL)
          .as("fewer than five in ten minutes")
          .isGreaterThan(Duration.ofMinutes(10).dividedBy(4));
      assertThat(rig.edge.detail()).doesNotContain("s3cret");

      first.server.account("north", "s3cret");
      rig.edge.apply(rig.settings(Duration.ofSeconds(5), first.address()));
      rig.await(1);
    }
  }

  @Test
  void withoutAPasswordNobodyIsCalled() throws Exception {
    try (EdgeRig rig = rig(TIMEOUT, second).await(1)) {
      Files.delete(rig.passwordFile);
      rig.edge.apply(rig.settings(TIMEOUT, first.address()));
      await(() -> rig.edge.detail().contains("there is no password file"));
      Files.writeString(rig.passwordFile, "\n");
      await(() -> rig.edge.detail().contains("first line is empty"));
      Files.writeString(rig.passwordFile, "s3cret");
      rig.await(1);
    }
  }

  @Test
  void otherSettingsLeaveTheConnectionsThatTheyDoNotConcern() throws Exception {
    first.opens(1, 2);
    second.opens(1);
    try (EdgeRig rig = rig(TIMEOUT, first).await(1)) {
      rig.edge.apply(rig.settings(Duration.ofMillis(600), second.address(), first.address()));
      rig.await(2);
      assertThat(rig.fact(second.address(), "order")).isEqualTo("1");
      assertWords(rig.ask(ecm(1)), 1);
      assertThat(second.server.questions()).hasSize(1);
      rig.edge.apply(rig.settings(TIMEOUT, first.address()));
      rig.await(1);
      await(() -> second.server.open() == 0);
      assertWords(rig.ask(ecm(2)), 2);
      assertThat(rig.edge.counters()).containsEntry("log_ins", 1L);
    }
  }

  @Test
  void afterTheStopAllIsAwayAndTheStartBringsItBack() throws Exception {
    first.opens(1);
    try (EdgeRig rig = rig(TIMEOUT, first).await(1)) {
      first.server.hold();
      BlockingQueue<CoreAnswer> answers = rig.asking(ecm(1));
      await(() -> first.server.questions().size() == 1);
      rig.edge.stop();
      assertThat(answer(answers)).isEqualTo(AWAY);
      assertThat(rig.ask(ecm(1))).isEqualTo(AWAY);
      assertThat(rig.edge.state()).isEqualTo(EndpointState.STOPPED);
      assertThat(rig.edge.alarms()).isEmpty();
      await(() -> first.server.open() == 0);
      first.server.release();

      rig.edge.start();
      rig.await(1);
      assertWords(rig.ask(ecm(1)), 1);
    }
  }

  @Test
  void noThreadStays() throws Exception {
    rig(TIMEOUT, first).await(1).close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("caskade-edge-"));
  }

  @Test
  void itsFiguresTellWhatHappened() throws Exception {
    first.opens(1);
    try (EdgeRig rig = rig(TIMEOUT, first).await(1)) {
      assertWords(rig.ask(ecm(1)), 1);
      assertThat(rig.ask(ecm(2))).isEqualTo(new CoreAnswer.Foreign());
      assertThat(rig.edge.counters())
          .containsEntry("opened", 1L)
          .containsEntry("foreign", 1L)
          .containsEntry("asked", 2L);
      assertThat(rig.edge.metrics()).extracting("name").contains("edge_answers", "edge_core_up");
      assertThat(rig.edge.peers())
          .singleElement()
          .satisfies(
              peer -> assertThat(peer.facts()).containsEntry("server", "CCcam 2.0.11 (2892)"));
    }
  }
}
