package io.caskade.lib.camd35;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Whatever the network sends, decoders answer and do not throw. */
class DecoderFuzzTest {
  /** Of the recorded dialogues in the corpus. */
  private static final int TOKEN = Token.of("bob");

  private static final byte[] PASSWORD = {'p'};

  @FuzzTest(maxDuration = "30s")
  void framesFromTheNetwork(FuzzedDataProvider data) {
    read(data.consumeRemainingAsBytes());
  }

  /** Past the cipher: the plain text is what is made up. */
  @FuzzTest(maxDuration = "30s")
  void plainTexts(FuzzedDataProvider data) throws GeneralSecurityException {
    byte[] plain = new byte[16 * data.consumeInt(2, 66)];
    byte[] made = data.consumeRemainingAsBytes();
    System.arraycopy(made, 0, plain, 0, Math.min(made.length, plain.length));
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Token.md5(PASSWORD), "AES"));
    byte[] frame = new byte[4 + plain.length];
    for (int i = 0; i < 4; i++) {
      frame[i] = (byte) (TOKEN >> 24 - 8 * i);
    }
    System.arraycopy(cipher.doFinal(plain), 0, frame, 4, plain.length);
    read(frame);
  }

  private static void read(byte[] bytes) {
    Camd35Codec codec = new Camd35Codec(TOKEN, PASSWORD);
    int length = codec.frameLength(bytes, 0, bytes.length);
    if (length > 0) {
      codec.decode(bytes, 0, length);
    }
  }
}
