package io.caskade.lib.simulcrypt.emmg;

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

class EmmgRoundTripTest {
  private static final EmmgDecoder SERVER = EmmgDecoder.atMux(Tolerance.STANDARD);
  private static final EmmgDecoder CLIENT = EmmgDecoder.atEmmg(Tolerance.STANDARD);
  private static final EmmgDecoder LENIENT_SERVER = EmmgDecoder.atMux(Tolerance.LENIENT);
  private static final EmmgDecoder LENIENT_CLIENT = EmmgDecoder.atEmmg(Tolerance.LENIENT);

  @Provide
  Arbitrary<Made<EmmgMessage>> messages() {
    return TableMessages.of(EmmgMessageType.table());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyGoodMessageDecodesAndEncodesToTheSameBytes(@ForAll("messages") Made<EmmgMessage> made) {
    EmmgDecoded decoded = receiver(made).decode(made.bytes(), 0, made.bytes().length);

    assertThat(decoded).isInstanceOf(EmmgMessage.class);
    EmmgMessage message = (EmmgMessage) decoded;
    assertThat(message.type().row()).isSameAs(made.row());
    assertThat(message.version()).isEqualTo(made.version());
    assertThat(message.pdu().toByteArray()).isEqualTo(made.bytes());
    assertThat(lenient(made).decode(message.pdu())).isEqualTo(message);
    assertThat(message.describe()).startsWith(made.row().name());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void typedValuesMakeAMessageWithTheSameStandardParameters(
      @ForAll("messages") Made<EmmgMessage> made) {
    EmmgMessage message = (EmmgMessage) receiver(made).decode(made.bytes(), 0, made.bytes().length);
    EmmgMessage rebuilt = Rebuild.of(message);

    assertThat(receiver(made).decode(rebuilt.pdu())).isEqualTo(rebuilt);
    assertThat(Rebuild.of(rebuilt)).isEqualTo(rebuilt);
    assertThat(GoldenPdus.parameters(message.pdu()))
        .containsAll(GoldenPdus.parameters(rebuilt.pdu()));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aDamagedMessageNeverThrowsAndItsAnswerIsAGoodMessage(
      @ForAll("messages") Made<EmmgMessage> made, @ForAll int place, @ForAll byte damage) {
    byte[] bytes = made.bytes();
    bytes[Math.floorMod(place, bytes.length)] ^= damage;
    EmmgDecoded decoded = receiver(made).decode(bytes, 0, bytes.length);

    if (decoded instanceof EmmgProtocolError error) {
      error
          .answer()
          .ifPresent(answer -> assertThat(sender(made).decode(answer.pdu())).isEqualTo(answer));
    } else {
      assertThat(((EmmgMessage) decoded).pdu()).isEqualTo(Pdu.wrap(bytes));
    }
  }

  private static EmmgDecoder receiver(Made<EmmgMessage> made) {
    return made.row().sender() == Direction.SERVER_TO_CLIENT ? CLIENT : SERVER;
  }

  private static EmmgDecoder sender(Made<EmmgMessage> made) {
    return made.row().sender() == Direction.SERVER_TO_CLIENT ? SERVER : CLIENT;
  }

  private static EmmgDecoder lenient(Made<EmmgMessage> made) {
    return made.row().sender() == Direction.SERVER_TO_CLIENT ? LENIENT_CLIENT : LENIENT_SERVER;
  }
}
