package io.caskade.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HasherTest {
  private final Argon2Hasher hasher = new Argon2Hasher();

  private static final class Word extends Secret {
    Word(String text) {
      super(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void knowsThePasswordAgainAndNoOther() {
    String hash = hasher.hash(new Word("correct horse"));
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hasher.verify(new Word("correct horse"), hash)).isTrue();
    assertThat(hasher.verify(new Word("correct horsf"), hash)).isFalse();
    assertThat(hasher.verify(new Word(""), hash)).isFalse();
  }

  @Test
  void saltsEachHash() {
    assertThat(hasher.hash(new Word("same"))).isNotEqualTo(hasher.hash(new Word("same")));
  }

  /**
   * Made by the reference program: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1}.
   */
  @Test
  void readsAHashOfTheReferenceProgram() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(hasher.verify(new Word("password"), reference)).isTrue();
    assertThat(hasher.verify(new Word("differentpassword"), reference)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2a$10$abcdefghijklmnopqrstuv",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=1,t=0,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPcAAAAA="
      })
  void refusesWhatIsNoHashOfItsForm(String phc) {
    assertThat(hasher.verify(new Word("password"), phc)).isFalse();
  }
}
