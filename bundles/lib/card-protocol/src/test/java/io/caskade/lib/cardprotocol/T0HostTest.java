package io.caskade.lib.cardprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader's side against cards that keep to the protocol and cards that do not. */
class T0HostTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final T0Timing TIMING = T0Timing.at(9_600);
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String ATR = "3B240030423030";

  private final ScriptedCard card = new ScriptedCard();
  private final T0Host host = new T0Host(card, TIMING, false, card::nanos);
  private final T0Host phoenix = new T0Host(card, TIMING, true, card::nanos);

  @AfterEach
  void nothingTakesLongerThanTheBound() {
    assertThat(Duration.ofNanos(card.nanos())).isLessThan(BOUND);
  }

  @Test
  void aResetGivesTheAnswerAndReadsNoCharacterMore() throws Exception {
    card.expect("").replyAfter(Duration.ofMillis(11), ATR + "FF");
    assertThat(host.reset(card.resetLine())).hasToString(ATR);
    assertThat(Duration.ofNanos(card.nanos())).isEqualTo(Duration.ofMillis(11));
  }

  @Test
  void aCardOfTheInverseConventionIsUnderstoodAndSpokenTo() throws Exception {
    card.echoing().expect("").reply(inverse("3F240030423030"));
    card.expect(inverse("DD26000003")).reply(inverse("26"));
    card.expect(inverse("100140")).reply(inverse("9811"));
    card.expect(inverse("DDCA000002")).reply(inverse("CA7404" + "9000"));

    Atr atr = phoenix.reset(card.resetLine());
    assertThat(atr.convention()).isEqualTo(Convention.INVERSE);
    assertThat(atr).hasToString("3F240030423030");
    assertThat(ask(phoenix, "DD26000003100140")).isEqualTo("9811");
    assertThat(ask(phoenix, "DDCA000002")).isEqualTo("74049000");
  }

  @Test
  void aCardThatSaysNothingIsMute() {
    card.expect("");
    assertFault(() -> host.reset(card.resetLine()), LineFault.MUTE, "");
    assertThat(Duration.ofNanos(card.nanos())).isEqualTo(TIMING.firstCharacter());
  }

  @ParameterizedTest
  @CsvSource({
    "0000, GARBLED, 00",
    "FE81, GARBLED, FE",
    "3B, ATR_INVALID, 3B",
    "3B2400304230, ATR_INVALID, 3B2400304230",
    "3B80010204, ATR_INVALID, 3B800102",
    "3BFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF, ATR_INVALID, ",
  })
  void aWrongAnswerToResetHasANameAndIsShown(String characters, LineFault fault, String shown) {
    card.expect("").reply(characters);
    LineFaultException e = assertFault(() -> host.reset(card.resetLine()), fault);
    if (shown != null) {
      assertThat(e.detail()).isEqualTo(shown);
    }
  }

  @Test
  void dataGoesToTheCardBehindItsAcknowledgement() throws Exception {
    card.expect("DD26000003").reply("26").expect("100140").reply("9811");
    assertThat(ask("DD26000003100140")).isEqualTo("9811");
    assertThat(card.open()).isZero();
  }

  @Test
  void dataComesFromTheCardBehindItsAcknowledgement() throws Exception {
    card.expect("DDCA000006").reply("CA74047D2B75049000");
    assertThat(ask("DDCA000006")).isEqualTo("74047D2B75049000");
  }

  @Test
  void aCardMayTakeOrSendSomeBytesOneByOne() throws Exception {
    card.expect("DD26000003").reply("D9").expect("10").reply("D9").expect("01").reply("26");
    card.expect("40").reply("9000");
    assertThat(ask("DD26000003100140")).isEqualTo("9000");
    card.expect("DDCA000004").reply("35" + "31" + "35" + "02" + "CA" + "4000" + "9000");
    assertThat(ask("DDCA000004")).isEqualTo("310240009000");
  }

  @Test
  void aStatusMayComeInsteadOfTheRest() throws Exception {
    card.expect("DDCA000004").reply("35" + "31" + "6F00");
    assertThat(ask("DDCA000004")).isEqualTo("316F00");
    card.expect("DD26000003").reply("9817");
    assertThat(ask("DD26000003100140")).isEqualTo("9817");
  }

  @Test
  void aCardThatNeedsTimeGetsIt() throws Exception {
    card.expect("DDA2000001");
    for (int i = 0; i < 5; i++) {
      card.replyAfter(Duration.ofMillis(900), "60");
    }
    card.reply("A2").expect("14").replyAfter(Duration.ofMillis(900), "60").reply("9000");
    assertThat(ask("DDA200000114")).isEqualTo("9000");
  }

  @Test
  void anInstructionThatLooksLikeAStatusIsAcknowledgedFirst() throws Exception {
    card.expect("DD99000001").reply("99").expect("00").reply("9000");
    assertThat(ask("DD9900000100")).isEqualTo("9000");
  }

  @Test
  void whatCameUnaskedIsForgotten() throws Exception {
    card.expect("").reply(ATR + "00FF9000");
    host.reset(card.resetLine());
    card.expect("DDCA000001").reply("CA009000");
    assertThat(ask("DDCA000001")).isEqualTo("009000");
  }

  @Test
  void aPhoenixReturnsWhatItIsSent() throws Exception {
    card.echoing().expect("DD26000003").reply("26").expect("100140").reply("9811");
    assertThat(ask(phoenix, "DD26000003100140")).isEqualTo("9811");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DD26", "DD26000004", "0000000000"})
  void anEchoThatIsNotWhatWasSentIsAFault(String echo) {
    card.echoing(sent -> echo).expect("DD26000003").reply("26");
    assertFault(() -> ask(phoenix, "DD26000003100140"), LineFault.ECHO);
  }

  @Test
  void aCardThatFallsSilentIsGivenUp() {
    card.expect("DD26000003");
    assertFault(() -> ask("DD26000003100140"), LineFault.SILENT, "");
    assertThat(Duration.ofNanos(card.nanos())).isLessThan(Duration.ofMillis(1_300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CA", "CA31", "CA31024000", "CA3102400090"})
  void aCardThatFallsSilentInTheMiddleIsGivenUp(String characters) {
    card.expect("DDCA000004").reply(characters);
    assertFault(() -> ask("DDCA000004"), LineFault.SILENT, "");
  }

  @Test
  void aCardThatAsksForTimeWithoutEndIsGivenUp() {
    card.expect("DDA2000001").endlessly(Duration.ofMillis(2), "60");
    assertFault(() -> ask("DDA200000114"), LineFault.WAITS);
    assertThat(Duration.ofNanos(card.nanos())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aCardThatAsksForTimeSlowlyAndWithoutEndIsGivenUpToo() {
    card.expect("DDA2000001").endlessly(Duration.ofMillis(990), "60");
    assertFault(() -> ask("DDA200000114"), LineFault.WAITS);
    assertThat(Duration.ofNanos(card.nanos()))
        .isBetween(TIMING.longest().minusSeconds(1), TIMING.longest().plusSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"00, 00", "DD, DD", "27, 27", "FF, FF", "2626, 26", "5A, 5A", "A0, A0"})
  void aCharacterOutOfProtocolIsToldAsItCame(String characters, String shown) {
    card.expect("DD26000001").reply(characters.substring(0, 2));
    if (characters.length() > 2) {
      card.expect("10").reply(characters.substring(2));
    }
    assertFault(() -> ask("DD2600000110"), LineFault.STATUS, shown);
  }

  @Test
  void aCharacterOfWrongParityIsTheLinesFaultAndKeepsItsName() {
    card.expect("DDCA000004").reply("CA31").fault(new LineFaultException(LineFault.PARITY, "2"));
    assertFault(() -> ask("DDCA000004"), LineFault.PARITY, "2");
    card.expect("").reply("3B24").fault(new LineFaultException(LineFault.PARITY, ""));
    assertFault(() -> host.reset(card.resetLine()), LineFault.PARITY, "");
  }

  @Test
  void aLineThatVanishesIsGone() {
    card.expect("DDCA000004").reply("CA31").fault(new IOException("Input/output error"));
    assertFault(() -> ask("DDCA000004"), LineFault.GONE, "Input/output error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DDCA000000", "DD26000000100140", "DD2600000210", "DD2600000010", "002600000210"})
  void whatTheFormatCannotCarryIsNotSent(String command) {
    assertFault(() -> ask(command), LineFault.TOO_LONG);
    assertThat(card.nanos()).isZero();
  }

  @Test
  void anotherClassMayReadAWholePage() throws Exception {
    card.expect("00B0000000").reply("B0" + "5A".repeat(256) + "9000");
    assertThat(ask("00B0000000")).isEqualTo("5A".repeat(256) + "9000");
  }

  private String ask(String command) throws IOException {
    return ask(host, command);
  }

  private static String ask(T0Host asked, String command) throws IOException {
    return HEX.formatHex(asked.exchange(HEX.parseHex(command)));
  }

  private static LineFaultException assertFault(ThrowingCallable call, LineFault fault) {
    LineFaultException e = catchThrowableOfType(LineFaultException.class, call);
    assertThat(e).as("a fault").isNotNull();
    assertThat(e.fault()).isEqualTo(fault);
    return e;
  }

  private static void assertFault(ThrowingCallable call, LineFault fault, String detail) {
    assertThat(assertFault(call, fault).detail()).isEqualTo(detail);
  }

  private static String inverse(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    Convention.INVERSE.convert(bytes, 0, bytes.length);
    return HEX.formatHex(bytes);
  }
}
