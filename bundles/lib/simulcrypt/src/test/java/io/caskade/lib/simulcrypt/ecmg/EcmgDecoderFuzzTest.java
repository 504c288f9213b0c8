package io.caskade.lib.simulcrypt.ecmg;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.Arrays;
import java.util.List;

/** Whatever comes from the network: a message or an error, never an exception. */
class EcmgDecoderFuzzTest {
  private static final List<EcmgDecoder> DECODERS =
      List.of(
          EcmgDecoder.atEcmg(Tolerance.STANDARD),
          EcmgDecoder.atScs(Tolerance.STANDARD),
          EcmgDecoder.atEcmg(Tolerance.LENIENT),
          EcmgDecoder.atScs(Tolerance.LENIENT));
  private static final PduFramer FRAMER = new PduFramer(2048);

  @FuzzTest
  void anyStreamOfBytesGivesMessagesOrErrors(byte[] bytes) {
    for (EcmgDecoder decoder : DECODERS) {
      decode(decoder, bytes);
      int at = 0;
      int length = FRAMER.measure(bytes, at, bytes.length);
      while (length > 0) {
        decode(decoder, Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        length = FRAMER.measure(bytes, at, bytes.length - at);
      }
      if (length == PduFramer.TOO_LONG) {
        decoder.tooLong(bytes, at, bytes.length - at);
      }
    }
  }

  private static void decode(EcmgDecoder decoder, byte[] bytes) {
    EcmgDecoded decoded = decoder.decode(bytes, 0, bytes.length);
    if (decoded instanceof EcmgMessage message) {
      require(message.pdu().equals(Pdu.wrap(bytes)), "encodes to other bytes");
      message.describe();
      Rebuild.of(message);
    } else if (decoded instanceof EcmgProtocolError error) {
      error.answer().ifPresent(answer -> require(answer.version() == error.version(), "version"));
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
