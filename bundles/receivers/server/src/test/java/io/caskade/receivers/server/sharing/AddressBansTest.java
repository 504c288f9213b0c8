package io.caskade.receivers.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.receivers.BannedAddress;
import io.caskade.lib.cidr.AddressList;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who guesses is kept out, for a while. */
class AddressBansTest {
  private static final BanRules RULES =
      new BanRules(
          3, Duration.ofMinutes(5), Duration.ofMinutes(10), AddressList.of(List.of("10.9.0.0/16")));

  private Instant now = Instant.parse("2026-11-22T08:00:00Z");
  private final AddressBans bans = new AddressBans(() -> now);

  @Test
  void theThirdFailureBansForTenMinutes() {
    InetAddress guesser = address("10.1.2.3");
    assertThat(bans.failed(guesser, "a", RULES)).isEmpty();
    now = now.plusSeconds(60);
    assertThat(bans.failed(guesser, "b", RULES)).isEmpty();
    assertThat(bans.isBanned(guesser)).isFalse();
    now = now.plusSeconds(60);
    assertThat(bans.failed(guesser, "c", RULES))
        .contains(new BannedAddress(guesser, now.minusSeconds(120), now.plusSeconds(600), 3, "c"));
    assertThat(bans.isBanned(guesser)).isTrue();
    assertThat(bans.isBanned(address("10.1.2.4"))).isFalse();
    assertThat(bans.banned()).hasSize(1);
    now = now.plusSeconds(300);
    assertThat(bans.failed(guesser, "d", RULES)).as("no second ban in the first").isEmpty();
    now = now.plusSeconds(299);
    assertThat(bans.isBanned(guesser)).isTrue();
    now = now.plusSeconds(1);
    assertThat(bans.isBanned(guesser)).as("it ends when it was said").isFalse();
    assertThat(bans.banned()).isEmpty();
    assertThat(bans.failed(guesser, "e", RULES)).as("counts anew").isEmpty();
  }

  @Test
  void failuresFarApartDoNotAddUp() {
    InetAddress clumsy = address("192.0.2.7");
    for (int i = 0; i < 20; i++) {
      assertThat(bans.failed(clumsy, "a", RULES)).isEmpty();
      now = now.plusSeconds(151);
      if (i % 2 == 1) {
        now = now.plusSeconds(151);
      }
    }
  }

  @Test
  void aNetworkOfIpv6IsOnePeer() {
    for (int i = 1; i <= 3; i++) {
      bans.failed(address("2001:db8:1:2::" + i), "a", RULES);
    }
    assertThat(bans.isBanned(address("2001:db8:1:2:ffff::9"))).isTrue();
    assertThat(bans.isBanned(address("2001:db8:1:3::1"))).isFalse();
    assertThat(bans.pardon(address("2001:db8:1:2::77"))).isTrue();
    assertThat(bans.isBanned(address("2001:db8:1:2::1"))).isFalse();
  }

  @Test
  void aPardonForgetsTheFailures() {
    InetAddress sorry = address("10.1.2.3");
    assertThat(bans.pardon(sorry)).isFalse();
    for (int i = 0; i < 3; i++) {
      bans.failed(sorry, "a", RULES);
    }
    assertThat(bans.pardon(sorry)).isTrue();
    assertThat(bans.failed(sorry, "a", RULES)).isEmpty();
    assertThat(bans.isBanned(sorry)).isFalse();
  }

  @Test
  void someAreNeverBannedAndTheBanCanBeOff() {
    BanRules off = new BanRules(0, RULES.window(), RULES.ban(), AddressList.of(List.of()));
    for (int i = 0; i < 100; i++) {
      assertThat(bans.failed(address("10.9.1.1"), "a", RULES)).isEmpty();
      assertThat(bans.failed(address("10.1.2.3"), "a", off)).isEmpty();
    }
  }

  @Test
  void veryManyAddressesAreBounded() {
    for (int i = 0; i < AddressBans.MOST; i++) {
      bans.failed(address("172." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256), "", RULES);
    }
    InetAddress guesser = address("192.0.2.1");
    for (int i = 0; i < 3; i++) {
      bans.failed(guesser, "", RULES);
    }
    assertThat(bans.isBanned(guesser)).isTrue();
    assertThat(bans.banned()).hasSize(1);
    now = now.plusSeconds(3_600);
    bans.expire(RULES);
    assertThat(bans.isBanned(guesser)).isFalse();
  }

  private static InetAddress address(String text) {
    return AddressList.address(text).orElseThrow();
  }
}
