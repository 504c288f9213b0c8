package io.caskade.cards.readerphoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.lib.cardprotocol.LineFault;
import io.caskade.lib.cardprotocol.LineFaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader does to its port, and the errors it tells. */
class PhoenixReaderTest {
  private static final PhoenixSettings PHOENIX = Preset.PHOENIX_3_57.at("/dev/played");

  private final StallingCard card = new StallingCard();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void aPhoenixResetsWhileTheLineIsUp() {
    PlayedPorts ports = new PlayedPorts(card, false, false, true);
    ports.insert();
    try (CardConnection connection = reader(PHOENIX, ports).connect()) {
      assertThat(connection.answerToReset()).hasToString(StallingCard.ATR);
      assertThat(ports.done()).containsExactly("open 9600 EVEN", "RTS up", "flush", "RTS down");
      assertThat(pauses).containsExactly(Duration.ofMillis(50));
    }
    assertThat(ports.opened()).isFalse();
  }

  @Test
  void aSmartmouseResetsWhileTheLineIsDownAndOthersByDtr() {
    PlayedPorts ports = new PlayedPorts(card, true, false, true);
    ports.insert();
    PhoenixSettings settings = Preset.SMARTMOUSE_6_00.at("/dev/played");
    reader(withReset(settings, ResetBy.DTR), ports).connect().close();
    assertThat(ports.done()).containsExactly("open 16129 EVEN", "DTR down", "flush", "DTR up");
  }

  @Test
  void aCardOfTheInverseConventionIsHeardAtOddParity() {
    PlayedPorts ports =
        new PlayedPorts(new StallingCard("3F240030423030"), false, false, true);
    ports.inverse();
    ports.insert();
    try (CardConnection connection = reader(PHOENIX, ports).connect()) {
      assertThat(connection.answerToReset()).hasToString("3F240030423030");
      assertThat(ports.done()).containsSubsequence("open 9600 EVEN", "parity ODD", "RTS down");
      ask(connection);
    }
  }

  @Test
  void anEmptyReaderIsToldByItsLine() {
    PlayedPorts ports = new PlayedPorts(card, false, false, true);
    PhoenixReader reader = reader(withDetection(PHOENIX), ports);
    assertThat(refusal(reader::connect).code()).isEqualTo(ErrorCode.CARD_ABSENT);
    assertThat(ports.done()).containsExactly("open 9600 EVEN");
    assertThat(ports.opened()).isFalse();
    ports.insert();
    reader.connect().close();
  }

  @Test
  void withoutALineAnEmptyReaderIsMute() {
    PlayedPorts ports = new PlayedPorts(card, false, false, true);
    assertThat(refusal(reader(PHOENIX, ports)::connect).code()).isEqualTo(ErrorCode.CARD_MUTE);
    assertThat(ports.opened()).isFalse();
  }

  @Test
  void aReaderWithoutEchoIsToldFromOneWith() {
    PlayedPorts ports = new PlayedPorts(card, false, false, false);
    ports.insert();
    try (CardConnection connection = reader(PHOENIX, ports).connect()) {
      assertThat(refusal(() -> ask(connection)).code()).isEqualTo(ErrorCode.READER_ECHO);
    }
  }

  @Test
  void aPortThatVanishesIsToldAndComesBack() {
    PlayedPorts ports = new PlayedPorts(card, false, false, true);
    ports.insert();
    PhoenixReader reader = reader(PHOENIX, ports);
    try (CardConnection connection = reader.connect()) {
      ports.unplug();
      CaskadeException e = refusal(() -> ask(connection));
      assertThat(e.code()).isEqualTo(ErrorCode.READER_GONE);
      assertThat(e.arguments()).containsExactly("north", "Input/output error");
      assertThat(connection.present()).isFalse();
      assertThat(refusal(() -> ask(connection)).code()).isEqualTo(ErrorCode.CARD_PULLED);
    }
    assertThat(refusal(reader::connect).code()).isEqualTo(ErrorCode.READER_GONE);
  }

  @Test
  void aPortThatIsInUseIsToldAsSuch() {
    PlayedPorts ports = new PlayedPorts(card, false, false, true);
    ports.insert();
    try (CardConnection connection = reader(PHOENIX, ports).connect()) {
      CaskadeException e = refusal(reader(PHOENIX, ports)::connect);
      assertThat(e.code()).isEqualTo(ErrorCode.READER_PORT_TAKEN);
      assertThat(e.text(Locale.ENGLISH)).contains("/dev/played");
      assertThat(connection.present()).isTrue();
    }
  }

  @Test
  void newSettingsEndTheConnectionOfTheOldOnes() {
    PlayedPorts ports = new PlayedPorts(card, false, false, true);
    ports.insert();
    PhoenixReader reader = reader(PHOENIX, ports);
    CardConnection connection = reader.connect();
    reader.apply(() -> Preset.CUSTOM.at("/dev/other"));
    assertThat(refusal(() -> ask(connection)).code()).isEqualTo(ErrorCode.CARD_PULLED);
    assertThat(ports.opened()).isFalse();
    reader.connect().close();
  }

  @Test
  void settingsThatDoNotCheckAreToldByEachConnect() {
    PhoenixReader reader =
        reader(
            PHOENIX,
            settings -> {
              throw new PortException("even", "parity");
            });
    CaskadeException e = refusal(reader::connect);
    assertThat(e.code()).isEqualTo(ErrorCode.READER_SETTING);
    assertThat(e.arguments()).containsExactly("north", "even", "parity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DDCA000000", "DD2600000310", "DDA2000000" + "14"})
  void aCommandThatTheFormatCannotCarryIsRefusedAndTheCardGoesOn(String command) {
    PlayedPorts ports = new PlayedPorts(card, false, false, true);
    ports.insert();
    try (CardConnection connection = reader(PHOENIX, ports).connect()) {
      CardCommand unfit = new CardCommand(HexFormat.of().parseHex(command));
      assertThat(refusal(() -> connection.exchange(unfit)).code())
          .isEqualTo(ErrorCode.COMMAND_TOO_LONG);
      ask(connection);
    }
  }

  @ParameterizedTest
  @EnumSource(value = LineFault.class, names = "TOO_LONG", mode = EnumSource.Mode.EXCLUDE)
  void everyFaultHasACodeWithACure(LineFault fault) {
    CaskadeException e = new Refusals("north").of(new LineFaultException(fault, "5A"));
    assertThat(e.text(Locale.ENGLISH)).contains("north").doesNotContain("{");
    assertThat(e.cure(Locale.ENGLISH)).isNotBlank();
    assertThat(e.cure(Locale.forLanguageTag("ru"))).isNotEqualTo(e.cure(Locale.ENGLISH));
  }

  @ParameterizedTest
  @CsvSource({"0, 256", "255, 255", "3, 3"})
  void aTooLongCommandTellsItsLength(int data, int told) {
    assertThat(new Refusals("north").tooLong(data).arguments())
        .containsExactly("data", told, 255);
  }

  private PhoenixReader reader(PhoenixSettings settings, SerialPorts ports) {
    return new PhoenixReader("north", () -> settings, ports, pauses::add);
  }

  private static PhoenixSettings withDetection(PhoenixSettings s) {
    return new PhoenixSettings(
        s.port(),
        s.baud(),
        s.parity(),
        s.stopBits(),
        s.resetBy(),
        s.resetInverted(),
        s.pulse(),
        DetectBy.CD,
        false,
        s.echo());
  }

  private static PhoenixSettings withReset(PhoenixSettings s, ResetBy resetBy) {
    return new PhoenixSettings(
        s.port(),
        s.baud(),
        s.parity(),
        s.stopBits(),
        resetBy,
        s.resetInverted(),
        s.pulse(),
        s.detectBy(),
        s.detectInverted(),
        s.echo());
  }

  private static void ask(CardConnection connection) {
    assertThat(
            connection
                .exchange(new CardCommand(HexFormat.of().parseHex(StallingCard.QUESTION)))
                .status())
        .isEqualTo(0x9811);
  }

  private static CaskadeException refusal(ThrowingCallable call) {
    CaskadeException e = catchThrowableOfType(CaskadeException.class, call);
    assertThat(e).as("a refusal").isNotNull();
    return e;
  }
}
