package io.caskade.receivers.server;

import static io.caskade.receivers.server.ServerRig.CAID;
import static io.caskade.receivers.server.ServerRig.await;
import static io.caskade.receivers.server.ServerRig.key;
import static io.caskade.receivers.server.ServerRig.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.Refusal;
import io.caskade.receivers.server.ServerRig.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A control-word server without the key of its channels: cores open what its subscribers ask. */
@Timeout(60)
class EdgeNodeTest {
  private static final String HOME = "10.0.0.1";

  @TempDir Path folder;
  private final PlayedCores cores = new PlayedCores();
  private ServerRig rig;

  @BeforeEach
  void open() {
    rig = new ServerRig(folder);
    rig.card(1, 1);
    rig.card(2, 2);
    rig.account("ann", 1);
    rig.account("bob", 2);
    rig.awaitReady();
    rig.server.use(cores);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /** An ECM under a key that is not here, which the cores open. */
  private EcmDatagram ecmOfCore(long number, int products) {
    EcmDatagram ecm = rig.ecm(3, number, products, key(2));
    cores.serve(ecm, new CoreAnswer.Opened(opened(number, products)));
    return ecm;
  }

  private static OpenedEcm opened(long number, int products) {
    return new OpenedEcm(
        Instant.ofEpochSecond(1_796_000_000L + number * ServerRig.PERIOD),
        word(3, number | 1),
        word(3, number + 1 & ~1L),
        new ProductMask(products).toAccessCriteria());
  }

  @Test
  void whoIsEntitledHereGetsTheWordsOfTheCoreAndNobodyElse() {
    EcmDatagram ecm = ecmOfCore(6, 1);
    CwAnswer answer = rig.client("ann", HOME).ask(ecm);
    assertThat(answer).isEqualTo(new CwAnswer.Found(opened(6, 1)));
    assertThat(rig.client("bob", "10.0.0.3").refused(ecm))
        .as("also from the cache")
        .isEqualTo(Refusal.NOT_ENTITLED);
    assertThat(cores.asked).hasSize(1);
  }

  @Test
  void whatIsNoneOfTheCoresIsOpenedHere() {
    Client ann = rig.client("ann", HOME);
    assertThat(ann.opens(rig.ecm(3, 6))).isTrue();
    assertThat(ann.refused(rig.ecm(3, 7, 1, key(2)))).isEqualTo(Refusal.ECM_FOREIGN);
    assertThat(cores.asked).isEmpty();
  }

  @Test
  void aThousandViewersOfOneChannelAskTheCoreOnce() {
    EcmDatagram ecm = ecmOfCore(6, 1);
    cores.holding = true;
    List<CwAnswer> answers = new ArrayList<>();
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rig.card(1_000 + i, 1);
      rig.account("viewer-" + i, 1_000 + i);
    }
    rig.awaitReady();
    for (int i = 0; i < 1_000; i++) {
      Client viewer = rig.client("viewer-" + i, HOME);
      viewer.session.ask(ServerRig.question(ecm), answers::add);
      clients.add(viewer);
    }
    cores.release();
    clients.forEach(Client::runOne);
    assertThat(answers).hasSize(1_000).allMatch(CwAnswer.Found.class::isInstance);
    assertThat(cores.asked).hasSize(1);
  }

  @Test
  void theCurrentWordsGoOnWhileTheCoresAreAwayAndTheCardStays() {
    EcmDatagram current = ecmOfCore(6, 1);
    EcmDatagram next = rig.ecm(3, 7, 1, key(2));
    cores.serve(next, new CoreAnswer.Away());
    Client ann = rig.client("ann", HOME);
    List<OfferedCard> cards = ann.session.cards();
    assertThat(ann.opens(current)).isTrue();

    assertThat(ann.refused(next)).isEqualTo(Refusal.CORE_AWAY);
    assertThat(Refusal.CORE_AWAY.word()).startsWith("FREEZE");
    assertThat(ann.opens(current)).as("the words of now").isTrue();
    assertThat(rig.client("ann", HOME).opens(current)).as("for a second box, too").isTrue();
    assertThat(ann.session.cards()).isEqualTo(cards).isNotEmpty();
    assertThat(ann.ends).isEmpty();
    assertThat(ann.changes).hasValue(0);

    cores.serve(next, new CoreAnswer.Opened(opened(7, 1)));
    assertThat(ann.opens(next)).as("a refusal is not kept").isTrue();
  }

  @Test
  void aSlowCoreHasAWordOfItsOwn() {
    EcmDatagram slow = rig.ecm(3, 6, 1, key(2));
    cores.serve(slow, new CoreAnswer.Slow());
    EcmDatagram foreign = rig.ecm(3, 7, 1, key(2));
    cores.serve(foreign, new CoreAnswer.Foreign());
    Client ann = rig.client("ann", HOME);
    assertThat(ann.refused(slow)).isEqualTo(Refusal.CORE_SLOW);
    assertThat(ann.refused(foreign)).isEqualTo(Refusal.ECM_FOREIGN);
  }

  @Test
  void coresThatNeverAnswerOrGoAwayLeaveNobodyWaiting() {
    cores.holding = true;
    EcmDatagram lost = ecmOfCore(6, 1);
    EcmDatagram gone = ecmOfCore(7, 1);
    List<CwAnswer> answers = new ArrayList<>();
    Client ann = rig.client("ann", HOME);
    ann.session.ask(ServerRig.question(lost), answers::add);
    rig.pass(Duration.ofSeconds(2));
    ann.runOne();
    assertThat(answers).containsExactly(new CwAnswer.Denied(Refusal.CORE_SLOW));

    ann.session.ask(ServerRig.question(gone), answers::add);
    rig.server.forget(cores);
    ann.runOne();
    assertThat(answers).last().isEqualTo(new CwAnswer.Denied(Refusal.CORE_AWAY));
    cores.release();
    assertThat(answers).as("a late answer comes to nothing").hasSize(2);
    assertThat(ann.refused(ecmOfCore(8, 1))).isEqualTo(Refusal.ECM_FOREIGN);
  }

  @Test
  void aCardThatIsStoppedHereGoesDark() {
    rig.server.settings(ServerSettings.DEFAULTS.unlimited());
    Client ann = rig.client("ann", HOME);
    assertThat(ann.opens(ecmOfCore(6, 1))).isTrue();
    rig.card(1, 0);
    rig.cardChanged(1);
    EcmDatagram next = ecmOfCore(7, 1);
    await(() -> ann.ask(next) instanceof CwAnswer.Denied);
    assertThat(ann.refused(next)).isEqualTo(Refusal.CARD_INACTIVE);
    assertThat(ann.session.cards()).extracting(OfferedCard::caSystemId).containsExactly(CAID);
  }
}
