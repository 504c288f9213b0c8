package io.caskade.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random cases from fixed seeds, with keys that are made fast. */
class PassphraseSealedStreamsTest {
  private static final int BLOCK = AeadBlocks.CLEAR;

  private final PassphraseSealedStreams seal =
      new PassphraseSealedStreams(new Random(1), new PassphraseHeader.Cost(64, 1));
  private final Random random = new Random(42);
  private final Passphrase passphrase = phrase("correct horse battery staple");

  @Test
  void whatWasSealedIsReadAgain() throws IOException {
    for (int length : new int[] {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 150_000}) {
      byte[] clear = bytes(length);
      assertThat(open(sealed(clear), passphrase)).isEqualTo(clear);
    }
  }

  /** Backups of former builds must be read by every later one. */
  @Test
  void theFormOfTheFileStaysAsItIs() throws Exception {
    assertThat(digest(sealed(bytes(0))))
        .isEqualTo("2c7294fe9459ea15f3d1cb89a72e68ff2453d3cb37083ffe7e088d3336284664");
    assertThat(digest(sealed(bytes(BLOCK - 1))))
        .isEqualTo("b6d3fdf208cf85ad93964d7cf92a7045d76a4958e21d8ca715f5ae04ffd15619");
    assertThat(digest(sealed(bytes(BLOCK))))
        .isEqualTo("2c60f11c9abd1e223291e181ab38e0825d944e3e2c551a04ac25e383ccd42c12");
    assertThat(digest(sealed(bytes(150_000))))
        .isEqualTo("ad65d5a3f67689c28b61cf22c9ef9ff2697fa053a9efbd6385cbf1856f65df07");
  }

  private static String digest(byte[] file) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
  }

  @Test
  void aWrongPassphraseIsToldFromDamage() throws IOException {
    assertRefused(
        sealed(bytes(100)), phrase("correct horse battery stapl"), ErrorCode.SEAL_PASSPHRASE_WRONG);
  }

  @Test
  void everyTruncationIsToldAsOne() throws IOException {
    byte[] sealed = sealed(bytes(2 * BLOCK + 10));
    for (int i = 0; i < 200; i++) {
      int length = 1 + random.nextInt(sealed.length - 1);
      assertRefused(Arrays.copyOf(sealed, length), passphrase, ErrorCode.SEAL_CUT_OFF);
    }
    int afterFirst = PassphraseHeader.LENGTH + PassphraseFraming.PREFIX + BLOCK + AeadBlocks.TAG;
    assertRefused(Arrays.copyOf(sealed, afterFirst), passphrase, ErrorCode.SEAL_CUT_OFF);
    assertRefused(new byte[0], passphrase, ErrorCode.SEAL_UNKNOWN);
  }

  @Test
  void oneChangedBitIsFoundWhereverItIs() throws IOException {
    byte[] sealed = sealed(bytes(BLOCK + 10));
    for (int at = 8; at < PassphraseHeader.LENGTH; at++) {
      assertRefused(flipped(sealed, at), passphrase, ErrorCode.SEAL_ALTERED);
    }
    assertRefused(flipped(sealed, 3), passphrase, ErrorCode.SEAL_UNKNOWN);
    Set<ErrorCode> told = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      int at = PassphraseHeader.LENGTH + random.nextInt(sealed.length - PassphraseHeader.LENGTH);
      told.add(refusal(flipped(sealed, at), passphrase));
    }
    assertThat(told).containsExactly(ErrorCode.SEAL_ALTERED);
  }

  @Test
  void exchangedRepeatedAndAddedBlocksAreFound() throws IOException {
    byte[] sealed = sealed(bytes(3 * BLOCK));
    int length = PassphraseFraming.PREFIX + BLOCK + AeadBlocks.TAG;
    byte[] exchanged = sealed.clone();
    int first = PassphraseHeader.LENGTH;
    System.arraycopy(sealed, first, exchanged, first + length, length);
    System.arraycopy(sealed, first + length, exchanged, first, length);
    assertRefused(exchanged, passphrase, ErrorCode.SEAL_ALTERED);
    assertRefused(Arrays.copyOf(sealed, sealed.length + 1), passphrase, ErrorCode.SEAL_ALTERED);
    byte[] early = sealed.clone();
    early[first] = 1;
    assertRefused(early, passphrase, ErrorCode.SEAL_ALTERED);
  }

  @Test
  void aNewerFormAndAGreedyHeaderAreRefusedBeforeTheKeyIsMade() throws Exception {
    byte[] newer = sealed(bytes(5));
    newer[8] = 2;
    assertRefused(digested(newer), passphrase, ErrorCode.SEAL_NEWER);
    byte[] greedy = sealed(bytes(5));
    greedy[9] = 0x7F;
    assertRefused(digested(greedy), passphrase, ErrorCode.SEAL_ALTERED);
  }

  @Test
  void theStandardKeyCostsWhatItShould() throws IOException {
    var standard = new PassphraseSealedStreams(new Random(1));
    var target = new ByteArrayOutputStream();
    standard.seal(passphrase, target).close();
    byte[] sealed = target.toByteArray();
    assertThat(sealed[8]).isEqualTo((byte) 1);
    assertThat(Arrays.copyOfRange(sealed, 9, 15)).containsExactly(0, 1, 0, 0, 3, 1);
    assertThat(open(sealed, passphrase)).isEmpty();
  }

  @Test
  void aMadePassphraseIsLongAndNeverTheSame() {
    Passphrase made = seal.generate();
    byte[] text = new byte[made.length()];
    made.copyTo(text, 0);
    assertThat(new String(text, StandardCharsets.US_ASCII))
        .matches("([A-HJ-NP-Z2-9]{5}-){5}[A-HJ-NP-Z2-9]{5}");
    assertThat(made).isNotEqualTo(seal.generate()).hasToString("Passphrase[35 bytes]");
  }

  private void assertRefused(byte[] sealed, Passphrase with, ErrorCode code) {
    assertThat(refusal(sealed, with)).isEqualTo(code);
  }

  private ErrorCode refusal(byte[] sealed, Passphrase with) {
    var found = new ErrorCode[1];
    assertThatThrownBy(() -> open(sealed, with))
        .isInstanceOfSatisfying(CaskadeException.class, refusal -> found[0] = refusal.code());
    return found[0];
  }

  private byte[] flipped(byte[] sealed, int at) {
    byte[] changed = sealed.clone();
    changed[at] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private static byte[] digested(byte[] sealed) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(sealed, 0, PassphraseHeader.LENGTH - 32);
    System.arraycopy(digest.digest(), 0, sealed, PassphraseHeader.LENGTH - 32, 32);
    return sealed;
  }

  private byte[] sealed(byte[] clear) throws IOException {
    var target = new ByteArrayOutputStream();
    try (OutputStream out = seal.seal(passphrase, target)) {
      out.write(clear);
    }
    return target.toByteArray();
  }

  private byte[] open(byte[] sealed, Passphrase with) throws IOException {
    try (InputStream in = seal.unseal(with, new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Passphrase phrase(String text) {
    return new Passphrase(text.getBytes(StandardCharsets.UTF_8));
  }
}
