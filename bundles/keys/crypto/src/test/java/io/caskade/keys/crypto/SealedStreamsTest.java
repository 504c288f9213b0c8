package io.caskade.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.keys.MacVault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SealedStreamsTest {
  private static final int HEADER = 40;
  private static final int BLOCK = 65_536 + 16;

  private final SealedStreams seal = new SealedStreams(new MacVault("vault one"), new Random(1));

  @Property(tries = 60)
  void whatWasSealedIsReadAgain(@ForAll @IntRange(min = 0, max = 200_000) int length)
      throws IOException {
    byte[] clear = bytes(length);

    assertThat(unsealed(seal, "snapshot", sealed("snapshot", clear))).isEqualTo(clear);
  }

  @Example
  void blockBoundariesAreNoSpecialCase() throws IOException {
    for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072}) {
      byte[] clear = bytes(length);
      assertThat(unsealed(seal, "snapshot", sealed("snapshot", clear))).isEqualTo(clear);
    }
  }

  /** Files of former builds must be read by every later one. */
  @Example
  void theFormOfTheFileStaysAsItIs() throws IOException, GeneralSecurityException {
    assertThat(digest(sealed("snapshot", bytes(0))))
        .isEqualTo("6c59e22750a6b7c4e8c8bc99c9464d11dbcb87d6934f35121dab963df0dbec25");
    assertThat(digest(sealed("snapshot", bytes(65_535))))
        .isEqualTo("969c299466d7760745afb7ae06ec659ea2f212569dd59fa47c2d28a7fad03211");
    assertThat(digest(sealed("snapshot", bytes(65_536))))
        .isEqualTo("f1b850eaa002a7fc9c2cd38598685d1f8c849d5528c9386f97c88762a43910ff");
    assertThat(digest(sealed("snapshot", bytes(200_000))))
        .isEqualTo("119a30c14d66e03a4fdd0e073021fca85ca622987db9e2ec5f99d158d3be18d4");
  }

  private static String digest(byte[] file) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
  }

  @Property(tries = 300)
  void oneChangedBitIsFound(@ForAll Random random) throws IOException {
    byte[] sealed = sealed("snapshot", bytes(70_000));
    sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));

    assertRefused(sealed, "snapshot", seal);
  }

  @Property(tries = 200)
  void aCutFileIsFound(@ForAll Random random) throws IOException {
    byte[] sealed = sealed("snapshot", bytes(140_000));

    assertRefused(Arrays.copyOf(sealed, random.nextInt(sealed.length)), "snapshot", seal);
  }

  @Example
  void aFileCutBetweenBlocksIsFound() throws IOException {
    byte[] sealed = sealed("snapshot", bytes(140_000));

    assertRefused(Arrays.copyOf(sealed, HEADER + BLOCK), "snapshot", seal);
    assertRefused(Arrays.copyOf(sealed, HEADER), "snapshot", seal);
  }

  @Example
  void exchangedBlocksAndTrailingBytesAreFound() throws IOException {
    byte[] sealed = sealed("snapshot", bytes(140_000));
    byte[] exchanged = sealed.clone();
    System.arraycopy(sealed, HEADER, exchanged, HEADER + BLOCK, BLOCK);
    System.arraycopy(sealed, HEADER + BLOCK, exchanged, HEADER, BLOCK);

    assertRefused(exchanged, "snapshot", seal);
    assertRefused(Arrays.copyOf(sealed, sealed.length + 1), "snapshot", seal);
  }

  @Example
  void anotherPurposeOrVaultDoesNotRead() throws IOException {
    byte[] sealed = sealed("snapshot", bytes(100));

    assertRefused(sealed, "backup", seal);
    assertRefused(sealed, "snapshot", new SealedStreams(new MacVault("vault two"), new Random(1)));
  }

  @Example
  void theClearBytesDoNotShowAndNoTwoFilesAreAlike() throws IOException {
    byte[] clear = new byte[1000];
    byte[] first = sealed("snapshot", clear);
    byte[] second = sealed("snapshot", clear);

    assertThat(Arrays.copyOfRange(first, HEADER, HEADER + 1000))
        .isNotEqualTo(clear)
        .isNotEqualTo(Arrays.copyOfRange(second, HEADER, HEADER + 1000));
  }

  @Example
  void anUnclosedStreamCannotBeRead() throws IOException {
    var target = new ByteArrayOutputStream();
    seal.seal("snapshot", target).write(bytes(65_536));

    assertRefused(target.toByteArray(), "snapshot", seal);
  }

  private static void assertRefused(byte[] sealed, String purpose, SealedStreams seal) {
    assertThatThrownBy(() -> unsealed(seal, purpose, sealed))
        .isInstanceOf(StreamCorruptedException.class);
  }

  private byte[] sealed(String purpose, byte[] clear) throws IOException {
    var target = new ByteArrayOutputStream();
    try (OutputStream stream = seal.seal(purpose, target)) {
      stream.write(clear);
    }
    return target.toByteArray();
  }

  private static byte[] unsealed(SealedStreams seal, String purpose, byte[] sealed)
      throws IOException {
    try (InputStream stream = seal.unseal(purpose, new ByteArrayInputStream(sealed))) {
      return stream.readAllBytes();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
