package io.caskade.ecm.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.Octets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaddingTest {
  /** Hands out the same seeds each time and counts them. */
  private static final class CountedSeeds extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final List<byte[]> handedOut = new ArrayList<>();

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) (handedOut.size() + 1));
      handedOut.add(bytes);
    }
  }

  @Test
  void isTheAesCounterStreamOfItsSeed() throws Exception {
    var cipher = javax.crypto.Cipher.getInstance("AES/ECB/NoPadding");
    byte[] key = new byte[32];
    byte[] counter = new byte[16];
    Arrays.fill(key, (byte) 1);
    Arrays.fill(counter, (byte) 1);
    cipher.init(javax.crypto.Cipher.ENCRYPT_MODE, new javax.crypto.spec.SecretKeySpec(key, "AES"));
    byte[] first = cipher.doFinal(counter);
    counter[15]++;
    byte[] second = cipher.doFinal(counter);

    byte[] made = new byte[32];
    new Keystream(new CountedSeeds()).nextBytes(made);

    assertThat(Arrays.copyOf(made, 16)).isEqualTo(first);
    assertThat(Arrays.copyOfRange(made, 16, 32)).isEqualTo(second);
  }

  @Test
  void deliversTheSameStreamInWhateverPieces() {
    byte[] whole = new byte[5_000];
    new Keystream(new CountedSeeds()).nextBytes(whole);
    var pieces = new Keystream(new CountedSeeds());
    byte[] joined = new byte[5_000];
    for (int at = 0; at < joined.length; ) {
      byte[] piece = new byte[Math.min(23, joined.length - at)];
      pieces.nextBytes(piece);
      System.arraycopy(piece, 0, joined, at, piece.length);
      at += piece.length;
    }

    assertThat(HexFormat.of().formatHex(joined)).isEqualTo(HexFormat.of().formatHex(whole));
  }

  @Test
  void takesAFreshSeedAfterEachMebibyteAndWipesTheOldOne() {
    var seeds = new CountedSeeds();
    var stream = new Keystream(seeds);
    assertThat(seeds.handedOut).isEmpty();

    stream.nextBytes(new byte[1 << 20]);
    assertThat(seeds.handedOut).hasSize(1);
    stream.nextLong();

    assertThat(seeds.handedOut).hasSize(2);
    assertThat(seeds.handedOut.get(0)).containsOnly(0);
  }

  @Test
  void startsAfreshAfterItWasWiped() {
    var seeds = new CountedSeeds();
    var stream = new Keystream(seeds);
    long before = stream.nextLong();
    stream.close();

    assertThat(stream.nextLong()).isNotEqualTo(before);
    assertThat(seeds.handedOut).hasSize(2);
  }

  @Test
  void replayDeliversTheBytesOfTheVectorInOrderAndNoMore() {
    var replay = new ReplayedPadding(Octets.parseHex("0102030405060708090A0B"));
    byte[] two = new byte[2];
    replay.nextBytes(two);

    assertThat(two).containsExactly(1, 2);
    assertThat(replay.nextLong()).isEqualTo(0x0A09080706050403L);
    assertThatThrownBy(() -> replay.nextBytes(two))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("11 bytes");
  }
}
