package io.caskade.rights.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.NetworkPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final NetworkPolicy BILLING_ONLY =
      new NetworkPolicy("main", AiringRules.DEFAULT, true);

  private final TestDesk desk = new TestDesk();
  private final Presence presence =
      new Presence(desk.store, null, null, null, desk, Duration.ofSeconds(1));

  @Test
  void whatAnotherNodeChangedInANetworkIsSeenWithinASecond() {
    assertThat(billingOnly()).isFalse();
    desk.policy(BILLING_ONLY);
    desk.pass(Duration.ofMillis(999));
    assertThat(billingOnly()).as("known a moment ago").isFalse();
    desk.pass(Duration.ofMillis(1));
    assertThat(billingOnly()).isTrue();
  }

  @Test
  void whatWasChangedHereIsSeenAtOnce() {
    assertThat(billingOnly()).isFalse();
    desk.policy(BILLING_ONLY);
    presence.networksChanged();
    assertThat(billingOnly()).isTrue();
  }

  @Test
  void whoChangesANetworkSeesItAsItIs() {
    assertThat(billingOnly()).isFalse();
    desk.policy(BILLING_ONLY);
    assertThat(presence.networkNow(NetworkId.MAIN).policy().billingOnly()).isTrue();
  }

  private boolean billingOnly() {
    return presence.network(NetworkId.MAIN).policy().billingOnly();
  }
}
