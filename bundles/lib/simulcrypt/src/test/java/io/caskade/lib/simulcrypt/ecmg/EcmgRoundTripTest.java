package io.caskade.lib.simulcrypt.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.Direction;
import io.caskade.lib.simulcrypt.GoldenPdus;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.TableMessages;
import io.caskade.lib.simulcrypt.TableMessages.Made;
import io.caskade.lib.simulcrypt.Tolerance;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EcmgRoundTripTest {
  private static final EcmgDecoder SERVER = EcmgDecoder.atEcmg(Tolerance.STANDARD);
  private static final EcmgDecoder CLIENT = EcmgDecoder.atScs(Tolerance.STANDARD);
  private static final EcmgDecoder LENIENT_SERVER = EcmgDecoder.atEcmg(Tolerance.LENIENT);
  private static final EcmgDecoder LENIENT_CLIENT = EcmgDecoder.atScs(Tolerance.LENIENT);

  @Provide
  Arbitrary<Made<EcmgMessage>> messages() {
    return TableMessages.of(EcmgMessageType.table());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyGoodMessageDecodesAndEncodesToTheSameBytes(@ForAll("messages") Made<EcmgMessage> made) {
    EcmgDecoded decoded = receiver(made).decode(made.bytes(), 0, made.bytes().length);

    assertThat(decoded).isInstanceOf(EcmgMessage.class);
    EcmgMessage message = (EcmgMessage) decoded;
    assertThat(message.type().row()).isSameAs(made.row());
    assertThat(message.version()).isEqualTo(made.version());
    assertThat(message.pdu().toByteArray()).isEqualTo(made.bytes());
    assertThat(lenient(made).decode(message.pdu())).isEqualTo(message);
    assertThat(message.describe()).startsWith(made.row().name());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void typedValuesMakeAMessageWithTheSameStandardParameters(
      @ForAll("messages") Made<EcmgMessage> made) {
    EcmgMessage message = (EcmgMessage) receiver(made).decode(made.bytes(), 0, made.bytes().length);
    EcmgMessage rebuilt = Rebuild.of(message);

    assertThat(receiver(made).decode(rebuilt.pdu())).isEqualTo(rebuilt);
    assertThat(Rebuild.of(rebuilt)).isEqualTo(rebuilt);
    assertThat(GoldenPdus.parameters(message.pdu()))
        .containsAll(GoldenPdus.parameters(rebuilt.pdu()));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aDamagedMessageNeverThrowsAndItsAnswerIsAGoodMessage(
      @ForAll("messages") Made<EcmgMessage> made, @ForAll int place, @ForAll byte damage) {
    byte[] bytes = made.bytes();
    bytes[Math.floorMod(place, bytes.length)] ^= damage;
    EcmgDecoded decoded = receiver(made).decode(bytes, 0, bytes.length);

    if (decoded instanceof EcmgProtocolError error) {
      error
          .answer()
          .ifPresent(answer -> assertThat(sender(made).decode(answer.pdu())).isEqualTo(answer));
    } else {
      assertThat(((EcmgMessage) decoded).pdu()).isEqualTo(Pdu.wrap(bytes));
    }
  }

  private static EcmgDecoder receiver(Made<EcmgMessage> made) {
    return made.row().sender() == Direction.SERVER_TO_CLIENT ? CLIENT : SERVER;
  }

  private static EcmgDecoder sender(Made<EcmgMessage> made) {
    return made.row().sender() == Direction.SERVER_TO_CLIENT ? SERVER : CLIENT;
  }

  private static EcmgDecoder lenient(Made<EcmgMessage> made) {
    return made.row().sender() == Direction.SERVER_TO_CLIENT ? LENIENT_CLIENT : LENIENT_SERVER;
  }
}
