package io.caskade.cards.virtual.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Whatever a host sends is answered with a status, and leaves the card of use. */
class VirtualCardFuzzTest {
  @FuzzTest
  void anyCommandsAreAnswered(byte[] data) {
    for (CardTerms terms : new CardTerms[] {CardTerms.PROMISED, CardTerms.COMPATIBLE}) {
      VirtualCard card = HeadEnd.card(terms);
      // A byte tells the length of each command.
      int at = 0;
      while (at < data.length) {
        int end = Math.min(data.length, at + 1 + (data[at] & 0xFF));
        byte[] answer = card.command(Arrays.copyOfRange(data, at + 1, end));
        assertThat(answer.length).isBetween(2, 257);
        assertThat(answer[answer.length - 2]).isIn((byte) 0x90, (byte) 0x98);
        at = end;
      }
      assertThat(card.reset()).hasSize(7);
      assertThat(HeadEnd.ask(card, "DDC20000026600")).isEqualTo("9806");
    }
  }
}
