package io.caskade.rights.management.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordMakerTest {
  private final PasswordMaker maker = new PasswordMaker(new Random(3));

  @Test
  void makesNoTwoAlikeAndUsesEveryLetter() {
    Set<String> made = new HashSet<>();
    Set<Integer> letters = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String password = new String(maker.make().bytes(), StandardCharsets.US_ASCII);
      assertThat(password).hasSize(PasswordMaker.LENGTH);
      made.add(password);
      password.chars().forEach(letters::add);
    }
    assertThat(made).hasSize(1_000);
    assertThat(letters).hasSize(PasswordMaker.ALPHABET.length());
  }

  @Test
  void hasNoLettersThatLookAlike() {
    assertThat(PasswordMaker.ALPHABET).hasSize(56).doesNotContain("0", "O", "o", "1", "I", "l");
    assertThat(PasswordMaker.ALPHABET.chars().distinct().count()).isEqualTo(56);
  }

  @Test
  void whatItMakesPassesTheCheck() {
    for (int i = 0; i < 100; i++) {
      ReceiverRulesCheck.password(maker.make());
    }
  }
}
