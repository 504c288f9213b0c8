package io.caskade.receivers.server;

import static io.caskade.receivers.server.ServerRig.CAID;
import static io.caskade.receivers.server.ServerRig.await;
import static io.caskade.receivers.server.ServerRig.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.receivers.server.ServerRig.Client;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Other sites of the operator's: what they get, and what they need for it. */
@Timeout(60)
class SitesTest {
  private static final String NORTH = "10.0.9.1";
  private static final ReceiverRules BOUND =
      new ReceiverRules(1, Set.of(), List.of(NORTH + "/32"), true, 0);

  @TempDir Path folder;
  private ServerRig rig;

  @BeforeEach
  void open() {
    rig = new ServerRig(folder, ServerSettings.DEFAULTS.withSites(Set.of("north", "loose")));
    rig.card(1, 1);
    rig.account("north", 99, BOUND, true);
    rig.account("loose", 98);
    rig.account("ann", 1, BOUND, true);
    rig.awaitReady();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aSiteGetsEveryEcmOfItsNetworkWithWhatItAsksFor() {
    Client north = rig.client("cccam", "north", NORTH);
    assertThat(north.session.site()).isTrue();
    CwAnswer.Found found = (CwAnswer.Found) north.ask(rig.ecm(3, 6, 0x4000, key(1)));
    assertThat(found.ecm().accessCriteria()).isEqualTo(new ProductMask(0x4000).toAccessCriteria());
    assertThat(found.ecm().issuedAt().getEpochSecond()).isEqualTo(1_796_000_060L);
  }

  @Test
  void noLimitOfAHouseholdHoldsForIt() {
    Client north = rig.client("cccam", "north", NORTH);
    for (int service = 0; service < 100; service++) {
      for (int again = 0; again < 10; again++) {
        EcmDatagram ecm = rig.ecm(service, 6);
        assertThat(north.ask(new CwQuestion(CAID, 7, 0, 3, ecm)))
            .isInstanceOf(CwAnswer.Found.class);
      }
    }
  }

  @Test
  void whatIsNoneOfOursStaysClosed() {
    Client north = rig.client("cccam", "north", NORTH);
    assertThat(north.refused(rig.ecm(3, 6, 1, key(2)))).isEqualTo(Refusal.ECM_FOREIGN);
    assertThat(north.refused(new CwQuestion(0x0500, 0, 0, 0, rig.ecm(3, 6))))
        .isEqualTo(Refusal.CAID_UNKNOWN);
  }

  @Test
  void withoutAListOfAddressesOrOverAnotherProtocolItIsTurnedAway() {
    assertThat(rig.turned("cccam", "loose", NORTH)).isEqualTo(Refusal.ADDRESS_FORBIDDEN);
    assertThat(rig.turned("newcamd", "north", NORTH)).isEqualTo(Refusal.PROTOCOL_FORBIDDEN);
    assertThat(rig.turned("cccam", "north", "10.0.9.2")).isEqualTo(Refusal.ADDRESS_FORBIDDEN);
  }

  @Test
  void anAccountIsNoSiteUnlessItIsNamed() {
    Client ann = rig.client("cccam", "ann", NORTH);
    assertThat(ann.session.site()).isFalse();
    assertThat(ann.refused(rig.ecm(3, 6, 0x4000, key(1)))).isEqualTo(Refusal.NOT_ENTITLED);
  }

  @Test
  void whoIsNoSiteAnyMoreIsSentAwayAndSoIsWhoBecomesOne() {
    Client north = rig.client("cccam", "north", NORTH);
    Client ann = rig.client("cccam", "ann", NORTH);
    rig.server.settings(ServerSettings.DEFAULTS.withSites(Set.of("ann")));
    await(() -> !north.ends.isEmpty() && !ann.ends.isEmpty());
    assertThat(north.ends).containsExactly(Refusal.ACCOUNT_CHANGED);
    assertThat(ann.ends).containsExactly(Refusal.ACCOUNT_CHANGED);
  }

  @Test
  void whoseListOfAddressesIsTakenAwayIsSentAway() {
    Client north = rig.client("cccam", "north", NORTH);
    rig.account("north", 99, ReceiverRules.DEFAULT, true);
    await(() -> !north.ends.isEmpty());
    assertThat(north.ends).containsExactly(Refusal.ADDRESS_FORBIDDEN);
  }

  @Test
  void twoNodesNeverAskEachOtherForTheSame() {
    PlayedCores cores = new PlayedCores();
    rig.server.use(cores);
    EcmDatagram ecm = rig.ecm(3, 6, 1, key(2));
    cores.serve(ecm, new CoreAnswer.Away());
    assertThat(rig.client("cccam", "north", NORTH).refused(ecm)).isEqualTo(Refusal.LOOP);
    assertThat(cores.asked).isEmpty();
  }
}
