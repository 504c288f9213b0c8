package io.caskade.lib.newcamd;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Whatever the network sends, decoders answer and do not throw. */
class DecoderFuzzTest {
  private static final DesKey KEY = DesKey.parse("0102030405060708091011121314");

  /** Of the recorded dialogues in the corpus. */
  private static final byte[] PROOF =
      "$1$abcdefgh$sDLR0Ujr5qYI3lOTviWwf.".getBytes(StandardCharsets.US_ASCII);

  @FuzzTest(maxDuration = "30s")
  void framesFromTheNetwork(FuzzedDataProvider data) {
    FrameCodec codec =
        FrameCodec.of(KEY.working(PROOF), ProtocolVersion.P525, new SplittableRandom(1));
    byte[] bytes = data.consumeRemainingAsBytes();
    int length = FrameCodec.frameLength(bytes, 0, bytes.length);
    if (length > 0) {
      codec.decode(bytes, 0, length);
    }
  }

  /** Past the cipher, where random bytes never come: the plain text is what is made up. */
  @FuzzTest(maxDuration = "30s")
  void plainTexts(FuzzedDataProvider data) {
    FrameCipher cipher = KEY.logIn(new byte[DesKey.LENGTH]);
    int blocks = data.consumeInt(2, 126);
    byte[] plain = data.consumeBytes(8 * blocks);
    byte[] frame = new byte[2 + 8 * blocks + 8];
    frame[0] = (byte) (8 * blocks + 8 >> 8);
    frame[1] = (byte) (8 * blocks + 8);
    System.arraycopy(plain, 0, frame, 2, plain.length);
    byte check = 0;
    for (byte each : frame) {
      check ^= each;
    }
    frame[1 + 8 * blocks] ^= (byte) (check ^ frame[0] ^ frame[1]);
    cipher.seal(frame, 2, 8 * blocks, 2 + 8 * blocks);
    FrameCodec.ofServer(cipher, new SplittableRandom(1))
        .decode(frame, 0, frame.length)
        .ifPresent(
            message -> {
              LogIn.read(message.data());
              CardData.read(message.data());
              message.command();
            });
  }
}
