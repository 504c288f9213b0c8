package io.caskade.receivers.cccam.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineInboxTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 100)
  void linesAreReadHoweverTheyCome(@ForAll @IntRange(min = 1, max = 12) int piece) {
    byte[] all = bytes("anna\r\npass wörd\r\n\ninfo\nclie");
    LineInbox inbox = new LineInbox();
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < all.length; at += piece) {
      lines.addAll(inbox.take(Arrays.copyOfRange(all, at, Math.min(at + piece, all.length))));
    }
    assertThat(lines).containsExactly("anna", "pass wörd", "", "info");
    assertThat(inbox.rest()).isEqualTo("clie");
    assertThat(inbox.isBroken()).isFalse();
  }

  /** IAC WILL 1, IAC DO 3, IAC NOP, IAC SB 24 0 x IAC SE, and text in between. */
  @Test
  void whatTelnetNegotiatesIsLeftOut() {
    byte[] mixed = HexFormat.of().parseHex("fffb01" + "69" + "fffd03" + "6e" + "fff1" + "66");
    byte[] sub = HexFormat.of().parseHex("fffa180078ff78fff0" + "6f0d0a");
    LineInbox inbox = new LineInbox();
    assertThat(inbox.take(mixed)).isEmpty();
    assertThat(inbox.take(sub)).containsExactly("info");
  }

  @Test
  void aLineThatIsTooLongBreaks() {
    LineInbox inbox = new LineInbox();
    assertThat(inbox.take(bytes("x".repeat(LineInbox.MOST) + "\n"))).hasSize(1);
    assertThat(inbox.take(bytes("x".repeat(LineInbox.MOST + 1)))).isEmpty();
    assertThat(inbox.isBroken()).isTrue();
    assertThat(inbox.take(bytes("\ninfo\n"))).isEmpty();
  }

  @FuzzTest
  void anyBytesAreLinesOrBreak(byte[] bytes) {
    LineInbox inbox = new LineInbox();
    for (String line : inbox.take(bytes)) {
      if (line.length() > LineInbox.MOST || line.chars().anyMatch(c -> c < ' ')) {
        throw new AssertionError("a line of " + line.length());
      }
    }
    if (!inbox.isBroken() && inbox.rest().length() > LineInbox.MOST) {
      throw new AssertionError("too much is kept");
    }
  }
}
