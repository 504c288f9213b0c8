package io.caskade.lib.cardprotocol.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's side against answers that the original card never gave. */
class CardHostTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String OPENED =
      "250D0000010000A1A2A3A4A5A6A7A8250D0000000000B1B2B3B4B5B6B7B831024000";

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> commands = new ArrayList<>();
  private final CardHost<RuntimeException> host =
      new CardHost<>(
          command -> {
            commands.add(HEX.formatHex(command));
            return HEX.parseHex(answers.remove());
          });

  @Test
  void whatWaitsIsFetchedUntilNothingDoes() throws Exception {
    answers("980F", OPENED.substring(0, 30) + "9813", OPENED.substring(30) + "9000");
    EcmAnswer answer = host.ecm(new byte[] {(byte) 0x80, 0x70, 0x00});
    assertThat(answer.opened()).isTrue();
    byte[] words = new byte[16];
    answer.copyOddTo(words, 0);
    answer.copyEvenTo(words, 8);
    assertThat(HEX.formatHex(words)).isEqualTo("A1A2A3A4A5A6A7A8B1B2B3B4B5B6B7B8");
    assertThat(commands).containsExactly("DDA2000006140400807000", "DDCA00000F", "DDCA000013");
  }

  @Test
  void oneWordIsNoOpenedEcm() throws Exception {
    answers("980F", OPENED.substring(0, 30) + "9000");
    EcmAnswer answer = host.ecm(new byte[3]);
    assertThat(answer.opened()).isFalse();
    assertThat(
            catchThrowableOfType(
                IllegalStateException.class, () -> answer.copyOddTo(new byte[8], 0)))
        .isNotNull();
  }

  @Test
  void aRefusalMayAskForThePin() throws Exception {
    answers("9804", "31020100" + "9000", "9000", "9804", "31020000" + "9000");
    assertThat(host.ecm(new byte[3]).pinWanted()).isTrue();
    assertThat(host.presentPin(CardPin.of("1234".getBytes(StandardCharsets.US_ASCII)))).isTrue();
    assertThat(commands).endsWith("DDC80000071D050131323334");
    assertThat(host.ecm(new byte[3]).pinWanted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"252, FF14FD00", "1, 04140200", "55, 3A143800"})
  void theLongestEcmFits(int length, String begin) throws Exception {
    answers("9804", "31020000" + "9000");
    host.ecm(new byte[length]);
    assertThat(commands.get(0)).startsWith("DDA20000" + begin).hasSize(2 * (5 + 3 + length));
  }

  @ParameterizedTest
  @CsvSource({"253, FF12FD", "62, 4012 3E"})
  void theLongestEmmFits(int length, String begin) throws Exception {
    answers("9000");
    host.emm(new byte[length]);
    assertThat(commands.get(0)).startsWith("DD840000" + begin.replace(" ", ""));
  }

  @Test
  void aLongerSectionIsRefusedAndNotSent() {
    DialogueException ecm = fault(() -> host.ecm(new byte[253]), DialogueFault.TOO_LONG);
    assertThat(ecm.arguments()).containsExactly("ECM section", 253, 252);
    DialogueException emm = fault(() -> host.emm(new byte[254]), DialogueFault.TOO_LONG);
    assertThat(emm.arguments()).containsExactly("EMM section", 254, 253);
    assertThat(commands).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6F00", "6D00", "9017", "9011", "9800", "9001"})
  void aStatusThatTheCommandDoesNotAllowIsTold(String status) {
    answers(status);
    assertThat(fault(host::readType, DialogueFault.STATUS).arguments()).containsExactly(status);
  }

  @Test
  void aStatusBehindTheDataIsLookedAtToo() {
    answers("9806", "74047D2B7504" + "6F00");
    assertThat(fault(host::serial, DialogueFault.STATUS).arguments()).containsExactly("6F00");
    answers("9806", "6B00");
    assertThat(fault(host::serial, DialogueFault.STATUS).arguments()).containsExactly("6B00");
  }

  @Test
  void aCardThatNeverEndsIsGivenUp() {
    for (int i = 0; i < 20; i++) {
      answers(i == 0 ? "9801" : "009801");
    }
    fault(host::serial, DialogueFault.STATUS);
    assertThat(commands).hasSize(17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9000", // nothing at all
        "", // not even a status
        "90",
        "20014090009000", // data where only a status is due
      })
  void anAnswerWithoutDataIsToldAsSuch(String answer) {
    answers(answer);
    fault(host::readType, DialogueFault.ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001", // cut off inside a nano
        "200140", // no CA system
        "20014028010B", // a CA system of one byte
        "2001402802", // cut off
        "200140280400", // a length past the end
      })
  void nanosThatAreNotWellFormedAreToldAsSuch(String nanos) {
    answers("98%02X".formatted(nanos.length() / 2), nanos + "9000");
    fault(host::readType, DialogueFault.ANSWER);
  }

  @Test
  void aReadThatGivesLessThanWaitedIsToldAsSuch() {
    answers("9806", "74047D2B75" + "9000");
    fault(host::serial, DialogueFault.ANSWER);
  }

  @Test
  void aWrongPinIsAnAnswer() throws Exception {
    answers("9017", "9017", "9000");
    CardPin pin = CardPin.of(new byte[] {'0', '0', '0', '0'});
    assertThat(host.setMaturity(pin, 4)).isFalse();
    assertThat(host.changePin(pin, pin)).isFalse();
    assertThat(host.setMaturity(pin, 4)).isTrue();
    assertThat(pin).asString().doesNotContain("0000");
  }

  @Test
  void eventsHaveOneByteMoreBeforeTheirProvider() throws Exception {
    answers(
        "9816",
        "4014" + "99" + "1234" + "0103414243" + "30026C04" + "30026C05" + "9004" + "00" + "9000");
    fault(host::events, DialogueFault.ANSWER);
    answers(
        "981A",
        "4018"
            + "99"
            + "1234"
            + "0103414243"
            + "30026C04"
            + "30026C05"
            + "900400000003"
            + "0500"
            + "9000");
    SubscriptionRecord event = host.events().get(0);
    assertThat(event.provider()).isEqualTo(0x1234);
    assertThat(event.name()).isEqualTo("ABC");
    assertThat(event.entries())
        .containsExactly(
            new SubscriptionRecord.Entry(new CardDate(0x6C04), new CardDate(0x6C05), 3));
  }

  @Test
  void nothingSecretIsPrinted() throws Exception {
    answers("9822", OPENED + "9000");
    EcmAnswer answer = host.ecm(new byte[3]);
    assertThat(answer).hasToString("EcmAnswer[opened]");
    assertThat(answer.hashCode()).isEqualTo(Boolean.hashCode(true));
    answer.destroy();
    assertThat(answer.opened()).isFalse();
    assertThat(answer).hasToString("EcmAnswer[refused]");
  }

  @Test
  void theCallersSectionStaysAsItIs() throws Exception {
    answers("9000");
    byte[] section = HEX.parseHex("8270030000FF");
    host.emm(section);
    assertThat(HEX.formatHex(section)).isEqualTo("8270030000FF");
  }

  private void answers(String... hex) {
    answers.addAll(List.of(hex));
  }

  private static DialogueException fault(ThrowingCallable call, DialogueFault fault) {
    DialogueException e = catchThrowableOfType(DialogueException.class, call);
    assertThat(e).as("a fault").isNotNull();
    assertThat(e.fault()).isEqualTo(fault);
    return e;
  }
}
