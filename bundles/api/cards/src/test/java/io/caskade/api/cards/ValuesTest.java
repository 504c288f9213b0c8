package io.caskade.api.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @Test
  void anAnswerHasItsStatusAtTheEnd() {
    var answer = new CardAnswer(HexFormat.of().parseHex("31020000" + "9817"));
    assertThat(answer.status()).isEqualTo(0x9817);
    assertThat(answer.data()).isEqualTo(HexFormat.of().parseHex("31020000"));
    assertThat(new CardAnswer(HexFormat.of().parseHex("9000")).data()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 259})
  void anAnswerOfAnotherLengthIsNone(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CardAnswer(new byte[length]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 261})
  void aCommandOfAnotherLengthIsNone(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CardCommand(new byte[length]));
  }

  @Test
  void neitherIsPrinted() {
    assertThat(new CardCommand(HexFormat.of().parseHex("DD1A00000531323334")))
        .asString()
        .doesNotContain("31", "1234");
    assertThat(new CardAnswer(HexFormat.of().parseHex("250D0000019000")))
        .asString()
        .doesNotContain("250D");
  }
}
