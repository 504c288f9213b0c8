package io.caskade.receivers.cccam.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageGateTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final AtomicLong nanos = new AtomicLong();
  private final PlayedAuthentication people = new PlayedAuthentication();
  private final PageGate gate = new PageGate(new byte[32], nanos::get);

  @BeforeEach
  void use() {
    gate.use(people);
  }

  private Permit check(String login, String password) {
    return gate.check(new Credentials(login, password), HERE);
  }

  @ParameterizedTest
  @CsvSource({
    "anna, right, GRANTED",
    "anna, wrong, REFUSED",
    "nobody, right, REFUSED",
    "north, right, FORBIDDEN",
    "seller, right, FORBIDDEN",
    "fresh, right, FORBIDDEN",
    "second, right, FORBIDDEN",
    "broken, right, UNKNOWN"
  })
  void onlyWhoMaySeeAllReceiversIsLetIn(String login, String password, Permit permit) {
    assertThat(check(login, password)).isEqualTo(permit);
    assertThat(people.open).as("sessions that are left behind").hasValue(0);
  }

  @Test
  void aProgramComesWithItsToken() {
    assertThat(check("scraper", PlayedAuthentication.TOKEN)).isEqualTo(Permit.GRANTED);
    assertThat(check("scraper", PlayedAuthentication.TOKEN + "x")).isEqualTo(Permit.REFUSED);
    assertThat(people.signIns).as("passwords that were compared").hasValue(0);
  }

  @Test
  void whoWasLetInIsRememberedForAMinute() {
    check("anna", "right");
    check("anna", "right");
    assertThat(people.signIns).hasValue(1);
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    check("anna", "right");
    assertThat(people.signIns).hasValue(2);
  }

  @Test
  void onlyTheSamePasswordFromTheSameAddressIsRemembered() throws Exception {
    check("anna", "right");
    assertThat(check("anna", "wrong")).isEqualTo(Permit.REFUSED);
    gate.check(new Credentials("anna", "right"), InetAddress.getByName("192.0.2.7"));
    assertThat(people.signIns).hasValue(3);
    gate.use(people);
    check("anna", "right");
    assertThat(people.signIns).as("another management knows nobody yet").hasValue(4);
  }

  @Test
  void whoGuessesIsLocked() {
    for (int i = 0; i < 5; i++) {
      assertThat(check("anna", "wrong" + i)).isEqualTo(Permit.REFUSED);
    }
    assertThat(check("anna", "right")).isEqualTo(Permit.LOCKED);
  }

  @Test
  void withoutManagementNobodyIsKnown() {
    gate.forget(people);
    assertThat(check("anna", "right")).isEqualTo(Permit.UNKNOWN);
  }

  private static Optional<Credentials> basic(String text) {
    return Credentials.basic(
        "basic "
            + Base64.getEncoder()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void aHeaderIsANameAndAPassword() {
    Credentials read = basic("anna:a:b").orElseThrow();
    assertThat(read.login()).isEqualTo("anna");
    assertThat(read.password()).isEqualTo("a:b");
    assertThat(read).hasToString("Credentials[anna]");
    assertThat(basic(":x")).isEmpty();
    assertThat(basic("anna")).isEmpty();
    assertThat(basic("an\nna:x")).isEmpty();
    assertThat(basic("a:" + "x".repeat(600))).isEmpty();
    assertThat(Credentials.basic("Bearer abc")).isEmpty();
    assertThat(Credentials.basic("Basic ===")).isEmpty();
  }
}
