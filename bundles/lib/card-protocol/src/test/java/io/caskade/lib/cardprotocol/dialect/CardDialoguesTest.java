package io.caskade.lib.cardprotocol.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.cardprotocol.Atr;
import io.caskade.lib.cardprotocol.dialect.CardDialogues.Replay;
import io.caskade.lib.cardprotocol.dialect.CardDialogues.Scenario;
import io.caskade.lib.cardprotocol.dialect.CardDialogues.Step;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All dialogues with the original card: our host says the same words to the last byte and makes
 * sense of each answer, and what our card's side encodes are those answers.
 */
class CardDialoguesTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final long SERIAL = 2_100_000_004L;
  private static final int SHARED = 0x05CD8B;

  static Stream<Scenario> scenarios() {
    return CardDialogues.all().stream();
  }

  @Test
  void thereAreNineScenariosAndAllKindsOfCommands() {
    assertThat(CardDialogues.all()).hasSize(9);
    assertThat(
            scenarios()
                .flatMap(scenario -> scenario.steps().stream())
                .filter(Step::hosts)
                .map(step -> tag(step).orElseThrow()))
        .contains(
            CardTag.CARD_TYPE,
            CardTag.HOST,
            CardTag.SUBSCRIPTIONS,
            CardTag.SERIAL,
            CardTag.ECM,
            CardTag.EMM,
            CardTag.MATURITY,
            CardTag.CHANGE_PIN);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theHostSaysTheSameAndUnderstandsTheAnswers(Scenario scenario) throws Exception {
    assertThat(CardHost.knows(Atr.parse(HEX.parseHex(scenario.answerToReset())))).isTrue();
    Replay card = new Replay(scenario.steps());
    CardHost<RuntimeException> host = new CardHost<>(card);
    for (Optional<Step> next = card.step(); next.isPresent(); next = card.step()) {
      Step step = next.get();
      byte[] data = HEX.parseHex(step.command().substring(10));
      switch (tag(step).orElseThrow()) {
        case CARD_TYPE -> type(host.readType());
        case HOST -> addresses(host.announce(0x0B00 | data[13] & 0xFF, identity(data)));
        case SUBSCRIPTIONS -> listing(host, data[2]);
        case SERIAL -> assertThat(host.serial()).isEqualTo(SERIAL);
        case ECM -> opened(host.ecm(Arrays.copyOfRange(data, 3, data.length)), card.answered());
        case EMM -> host.emm(Arrays.copyOfRange(data, 2, data.length));
        case MATURITY ->
            assertThat(host.setMaturity(pin(data, 2), data[6]))
                .isEqualTo(step.answer().equals("9000"));
        case CHANGE_PIN ->
            assertThat(host.changePin(pin(data, 2), pin(data, 6)))
                .isEqualTo(step.answer().equals("9000"));
        default -> throw new AssertionError(step);
      }
    }
  }

  private static void type(CardType type) {
    assertThat(type.version()).isEqualTo(0x40);
    assertThat(type.caSystemId()).isIn(0x0B00, 0x0B7D);
    assertThat(type.maturity().orElseThrow()).isIn(2, 4, 8);
    assertThat(type.addressRecords()).hasValue(2);
  }

  private static void addresses(CardAddresses addresses) {
    assertThat(addresses.serial()).isEqualTo(SERIAL);
    assertThat(addresses.shared()).hasSize(1);
    assertThat(addresses.shared().get(0)).isIn(SHARED, 0x2B7504, 0x2B7505);
  }

  private static void listing(CardHost<RuntimeException> host, int kind) throws DialogueException {
    if (kind == 1) {
      assertThat(host.events()).isEmpty();
      return;
    }
    List<SubscriptionRecord> records = host.subscriptions();
    assertThat(records).hasSize(1);
    SubscriptionRecord record = records.get(0);
    assertThat(record.provider()).isEqualTo(0x1010);
    assertThat(record.name()).hasSize(15);
    assertThat(record.name().strip()).isIn("TVCAS.COM", "TVCAS.COM     +", "CARD BLOCKED");
    assertThat(record.entries()).hasSize(2);
    assertThat(record.entries().get(0).from().day().orElseThrow()).hasToString("2020-04-12");
    assertThat(record.entries().get(0).to().day().orElseThrow()).hasToString("2020-05-12");
    assertThat(record.entries().get(1).from()).isEqualTo(record.entries().get(0).from());
  }

  private static void opened(EcmAnswer answer, String shown) {
    assertThat(answer.opened()).as(shown).isEqualTo(shown.startsWith("25"));
    assertThat(answer.pinWanted()).isFalse();
    if (answer.opened()) {
      byte[] words = new byte[16];
      answer.copyOddTo(words, 0);
      answer.copyEvenTo(words, 8);
      assertThat(HEX.formatHex(words)).isEqualTo(shown.substring(14, 30) + shown.substring(44, 60));
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theCardsSideEncodesTheSameAnswers(Scenario scenario) throws Exception {
    for (int i = 0; i + 1 < scenario.steps().size(); i++) {
      Step asked = scenario.steps().get(i);
      Step read = scenario.steps().get(i + 1);
      if (asked.hosts() && read.reads()) {
        byte[] answer = HEX.parseHex(read.answer());
        byte[] nanos = Arrays.copyOf(answer, answer.length - 2);
        assertThat(HEX.formatHex(encoded(asked, nanos)))
            .as(asked.note())
            .isEqualTo(HEX.formatHex(nanos));
      }
    }
  }

  private static byte[] encoded(Step asked, byte[] nanos) throws NanoException {
    byte[] data = HEX.parseHex(asked.command().substring(10));
    switch (tag(asked).orElseThrow()) {
      case CARD_TYPE:
        CardType type = AnswerParser.cardType(nanos);
        return CardAnswers.cardType(
            type.version(), type.caSystemId(), type.maturity().orElseThrow());
      case HOST:
        CardAddresses addresses = AnswerParser.addresses(nanos);
        return CardAnswers.addresses(
            0x0B00 | nanos[5] & 0xFF,
            identity(data),
            addresses.serial(),
            addresses.shared().get(0));
      case SERIAL:
        return CardAnswers.serial(AnswerParser.serial(nanos));
      case SUBSCRIPTIONS:
        SubscriptionRecord record = AnswerParser.subscriptions(nanos).get(0);
        SubscriptionRecord.Entry entry = record.entries().get(0);
        return CardAnswers.subscription(
            record.name(),
            entry.from(),
            entry.to(),
            entry.classes(),
            record.entries().get(1).classes());
      case ECM:
        EcmAnswer answer = EcmAnswer.parse(nanos);
        if (!answer.opened()) {
          return CardAnswers.refused();
        }
        byte[] words = new byte[16];
        answer.copyOddTo(words, 0);
        answer.copyEvenTo(words, 8);
        return CardAnswers.opened(words, 0, 8);
      default:
        throw new AssertionError(asked);
    }
  }

  private static HostIdentity identity(byte[] data) {
    return new HostIdentity((data[14] & 0xFF) << 16 | (data[15] & 0xFF) << 8 | data[16] & 0xFF);
  }

  private static CardPin pin(byte[] data, int at) {
    return CardPin.of(Arrays.copyOfRange(data, at, at + 4));
  }

  private static Optional<CardTag> tag(Step step) {
    return CardTag.of(Integer.parseInt(step.command().substring(10, 12), 16));
  }
}
