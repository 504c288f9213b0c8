package io.caskade.lib.cccam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Words with what their ECM asks for: an extension between sites of one operator. */
class EcmTermsTest {
  private static final byte[] KEY = {1, 2, 3};
  private static final byte[] WORDS = HexFormat.of().parseHex("11223366445566ff778899980a0b0c21");
  private static final EcmTerms TERMS =
      new EcmTerms(Instant.parse("2026-11-22T10:15:30.250Z"), HexFormat.of().parseHex("00000005"));

  /** The golden message, in clear. */
  private static byte[] golden() throws IOException {
    try (InputStream in = EcmTermsTest.class.getResourceAsStream("/terms/words-with-terms.hex")) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }

  @Test
  void theMessageIsTheOneOfTheFile() throws IOException {
    assertThat(WordsAnswer.of(7, WORDS, Optional.of(TERMS)).frame().toByteArray())
        .isEqualTo(golden());
    WordsAnswer read = (WordsAnswer) FromServer.read(Frame.wrap(golden()));
    assertThat(read.index()).isEqualTo(7);
    assertThat(read.words()).isEqualTo(WORDS);
    assertThat(read.terms()).contains(TERMS);
  }

  @Property
  void whatIsSentArrives(
      @ForAll @IntRange(min = 1, max = 255) int index,
      @ForAll @Size(16) byte[] words,
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis,
      @ForAll @Size(max = EcmTerms.MOST_CRITERIA) byte[] criteria) {
    EcmTerms terms = new EcmTerms(Instant.ofEpochMilli(millis), criteria);
    FrameInbox in = new FrameInbox(CccamCipher.keyed(KEY));
    byte[] sealed = new FrameOutbox(CccamCipher.keyed(KEY)).words(index, words, terms);
    Frame frame = in.next(ByteBuffer.wrap(sealed));

    WordsAnswer answer = (WordsAnswer) FromServer.read(frame);
    assertThat(answer.index()).isEqualTo(index);
    assertThat(in.words(answer)).isEqualTo(words);
    assertThat(answer.terms()).contains(terms);
    assertThat(answer.terms().orElseThrow().criteria()).isEqualTo(criteria);
    assertThat(answer.terms().orElseThrow().issuedAt().toEpochMilli()).isEqualTo(millis);
  }

  @Test
  void otherBytesBehindTheWordsAreNoTerms() throws IOException {
    byte[] golden = golden();
    byte[] otherForm = golden.clone();
    otherForm[Frame.HEADER + WordsAnswer.LENGTH] = 2;
    byte[] otherLength = golden.clone();
    otherLength[Frame.HEADER + WordsAnswer.LENGTH + 10]++;

    assertThat(terms(otherForm)).isEmpty();
    assertThat(terms(otherLength)).isEmpty();
    for (int length = Frame.HEADER + WordsAnswer.LENGTH; length < golden.length; length++) {
      assertThat(terms(Arrays.copyOf(golden, length))).as("%d bytes", length).isEmpty();
    }
  }

  private static Optional<EcmTerms> terms(byte[] message) {
    return ((WordsAnswer) FromServer.read(Frame.wrap(message))).terms();
  }

  @Test
  void criteriaThatFitNoMessageAreRefused() {
    assertThatThrownBy(() -> new EcmTerms(Instant.EPOCH, new byte[EcmTerms.MOST_CRITERIA + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] most = new byte[EcmTerms.MOST_CRITERIA];
    Frame frame = WordsAnswer.of(1, WORDS, Optional.of(new EcmTerms(Instant.EPOCH, most))).frame();
    assertThat(frame.length() + Frame.HEADER).isEqualTo(Frame.MOST);
  }

  @Test
  void nothingOfItsCriteriaOrWordsIsShown() {
    assertThat(TERMS.toString()).contains("4 bytes").doesNotContain("5,");
    assertThat(WordsAnswer.of(7, WORDS, Optional.of(TERMS)).toString())
        .isEqualTo("WordsAnswer[index=7]");
  }
}
