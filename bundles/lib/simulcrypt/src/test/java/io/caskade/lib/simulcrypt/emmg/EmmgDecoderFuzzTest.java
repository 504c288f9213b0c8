package io.caskade.lib.simulcrypt.emmg;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.Arrays;
import java.util.List;

/** Whatever comes from the network: a message or an error, never an exception. */
class EmmgDecoderFuzzTest {
  private static final List<EmmgDecoder> DECODERS =
      List.of(
          EmmgDecoder.atMux(Tolerance.STANDARD),
          EmmgDecoder.atEmmg(Tolerance.STANDARD),
          EmmgDecoder.atMux(Tolerance.LENIENT),
          EmmgDecoder.atEmmg(Tolerance.LENIENT));
  private static final PduFramer FRAMER = new PduFramer(2048);

  @FuzzTest
  void anyStreamOfBytesGivesMessagesOrErrors(byte[] bytes) {
    for (EmmgDecoder decoder : DECODERS) {
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

  private static void decode(EmmgDecoder decoder, byte[] bytes) {
    EmmgDecoded decoded = decoder.decode(bytes, 0, bytes.length);
    if (decoded instanceof EmmgMessage message) {
      require(message.pdu().equals(Pdu.wrap(bytes)), "encodes to other bytes");
      message.describe();
      Rebuild.of(message);
    } else if (decoded instanceof EmmgProtocolError error) {
      error.answer().ifPresent(answer -> require(answer.version() == error.version(), "version"));
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
