package io.caskade.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Ciphers} must do. An implementation's test extends this class. */
public abstract class CiphersContract {
  /** The ciphers under test. */
  protected abstract Ciphers ciphers();

  /** A line of {@code triple-des.txt}. */
  record Vector(CardKey key, Octets clear, Octets cipher) {}

  static Stream<Vector> vectors() {
    try (InputStream in = CiphersContract.class.getResourceAsStream("triple-des.txt")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().filter(line -> !line.startsWith("#")).map(CiphersContract::vector);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector vector(String line) {
    String[] hex = line.split(" ", -1);
    return new Vector(
        new CardKey(HexFormat.of().parseHex(hex[0])),
        Octets.parseHex(hex[1]),
        Octets.parseHex(hex[2]));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aConstantKeyReproducesTheVectors(Vector vector) {
    try (KeyedCipher cipher = ciphers().tripleDes(vector.key(), 0)) {
      byte[] data = vector.clear().toByteArray();
      cipher.encrypt(data, 0, data.length);
      assertThat(data).isEqualTo(vector.cipher().toByteArray());
      cipher.decrypt(data, 0, data.length);
      assertThat(data).isEqualTo(vector.clear().toByteArray());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aKeyPerMessageReproducesTheVectors(Vector vector) {
    try (RekeyedCipher cipher = ciphers().tripleDesPerMessage()) {
      byte[] data = vector.clear().toByteArray();
      cipher.encrypt(vector.key(), data, 0, data.length);
      assertThat(data).isEqualTo(vector.cipher().toByteArray());
      cipher.decrypt(vector.key(), data, 0, data.length);
      assertThat(data).isEqualTo(vector.clear().toByteArray());
    }
  }

  @Test
  void onlyTheRangeIsTouched() {
    Vector vector = vectors().findFirst().orElseThrow();
    byte[] data = new byte[24];
    vector.clear().copyTo(data, 5);
    try (KeyedCipher constant = ciphers().tripleDes(vector.key(), 0);
        RekeyedCipher fresh = ciphers().tripleDesPerMessage()) {
      constant.encrypt(data, 5, 8);
      byte[] expected = new byte[24];
      vector.cipher().copyTo(expected, 5);
      assertThat(data).isEqualTo(expected);
      fresh.decrypt(vector.key(), data, 5, 8);
      vector.clear().copyTo(expected, 5);
      assertThat(data).isEqualTo(expected);
    }
  }

  @Test
  void theKeyIsReadFromItsOffset() {
    byte[] halves = new byte[32];
    new Random(1).nextBytes(halves);
    byte[] upper = Arrays.copyOfRange(halves, 16, 32);
    byte[] viaOffset = new byte[48];
    byte[] direct = new byte[48];
    try (KeyedCipher first = ciphers().tripleDes(new EcmKey(halves), 16);
        KeyedCipher second = ciphers().tripleDes(new CardKey(upper), 0)) {
      first.encrypt(viaOffset, 0, 48);
      second.encrypt(direct, 0, 48);
    }
    assertThat(viaOffset).isEqualTo(direct);
  }

  @Test
  void bothKindsAgreeOnRandomMessages() {
    Random random = new Random(2);
    try (RekeyedCipher fresh = ciphers().tripleDesPerMessage()) {
      for (int i = 0; i < 200; i++) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        CardKey key = new CardKey(bytes);
        byte[] one = new byte[48];
        random.nextBytes(one);
        byte[] other = one.clone();
        try (KeyedCipher constant = ciphers().tripleDes(key, 0)) {
          constant.encrypt(one, 0, 48);
        }
        fresh.encrypt(key, other, 0, 48);
        assertThat(one).isEqualTo(other);
      }
    }
  }

  @Test
  void theCallersKeyMayBeDestroyedAtOnce() {
    Vector vector = vectors().findFirst().orElseThrow();
    try (KeyedCipher cipher = ciphers().tripleDes(vector.key(), 0)) {
      vector.key().destroy();
      byte[] data = vector.clear().toByteArray();
      cipher.encrypt(data, 0, 8);
      assertThat(data).isEqualTo(vector.cipher().toByteArray());
    }
  }

  @Test
  void aKeyThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> ciphers().tripleDes(new CardKey(new byte[15]), 0))
        .isInstanceOfSatisfying(
            CaskadeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_LENGTH));
    assertThatThrownBy(() -> ciphers().tripleDes(new EcmKey(new byte[31]), 16))
        .isInstanceOfSatisfying(
            CaskadeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_LENGTH));
    try (RekeyedCipher fresh = ciphers().tripleDesPerMessage()) {
      assertThatThrownBy(() -> fresh.encrypt(new CardKey(new byte[24]), new byte[8], 0, 8))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aPieceOfABlockIsRefused() {
    CardKey key = new CardKey(new byte[16]);
    try (KeyedCipher constant = ciphers().tripleDes(key, 0);
        RekeyedCipher fresh = ciphers().tripleDesPerMessage()) {
      assertThatThrownBy(() -> constant.encrypt(new byte[16], 0, 12))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> constant.decrypt(new byte[16], 9, 8))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> fresh.encrypt(key, new byte[16], 0, 12))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aClosedCipherIsOfNoUse() {
    CardKey key = new CardKey(new byte[16]);
    KeyedCipher constant = ciphers().tripleDes(key, 0);
    constant.encrypt(new byte[8], 0, 8);
    constant.close();
    constant.close();
    assertThatThrownBy(() -> constant.encrypt(new byte[8], 0, 8))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> constant.decrypt(new byte[8], 0, 8))
        .isInstanceOf(IllegalStateException.class);
    RekeyedCipher fresh = ciphers().tripleDesPerMessage();
    fresh.encrypt(key, new byte[8], 0, 8);
    fresh.close();
    fresh.close();
    assertThatThrownBy(() -> fresh.encrypt(key, new byte[8], 0, 8))
        .isInstanceOf(IllegalStateException.class);
  }
}
