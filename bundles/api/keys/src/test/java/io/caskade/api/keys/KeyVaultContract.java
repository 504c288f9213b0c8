package io.caskade.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.Secret;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link KeyVault} must do. An implementation's test extends this class. */
public abstract class KeyVaultContract {
  private static final NetworkId NORTH = new NetworkId("north");
  private static final NetworkId SOUTH = new NetworkId("south");
  private static final CardSerial CARD = new CardSerial(2_100_000_004L);
  private static final CardSerial OTHER_CARD = new CardSerial(2_100_000_005L);

  /** A vault that was just made; within a test the same one. */
  protected abstract KeyVault vault();

  @Test
  void aNewVaultHoldsTheKeyOfNetworkMainAlone() {
    assertThat(vault().hasEcmKey(NetworkId.MAIN)).isTrue();
    assertThat(vault().ecmKey(NetworkId.MAIN).length()).isEqualTo(32);
    assertThat(vault().ecmKey(NetworkId.MAIN).isZero()).isFalse();
    assertThat(vault().hasEcmKey(NORTH)).isFalse();
    refused(ErrorCode.KEY_UNKNOWN, () -> vault().ecmKey(NORTH));
  }

  @Test
  void anEcmKeyIsMadeOnceAndOnDemand() {
    vault().createEcmKey(NORTH, 32);
    EcmKey made = vault().ecmKey(NORTH);
    assertThat(made.length()).isEqualTo(32);
    assertThat(made).isNotEqualTo(vault().ecmKey(NetworkId.MAIN));
    refused(ErrorCode.ECM_KEY_EXISTS, () -> vault().createEcmKey(NORTH, 32));
    assertThat(vault().ecmKey(NORTH)).isEqualTo(made);
  }

  @Test
  void anImportedEcmKeyTakesThePlaceOfThePresentOne() {
    EcmKey key = new EcmKey(random(32, 7));
    vault().importEcmKey(NetworkId.MAIN, key);
    assertThat(vault().ecmKey(NetworkId.MAIN)).isEqualTo(key);
    EcmKey next = new EcmKey(random(32, 8));
    vault().importEcmKey(NetworkId.MAIN, next);
    assertThat(vault().ecmKey(NetworkId.MAIN)).isEqualTo(next);
  }

  @Test
  void whatIsHandedOutAndInAreCopies() {
    EcmKey imported = new EcmKey(random(32, 9));
    vault().importEcmKey(SOUTH, imported);
    imported.destroy();
    vault().ecmKey(SOUTH).destroy();
    assertThat(vault().ecmKey(SOUTH)).isEqualTo(new EcmKey(random(32, 9)));
  }

  @Test
  void ecmKeysOfNoUsableLengthAreRefused() {
    refused(ErrorCode.KEY_LENGTH, () -> vault().createEcmKey(NORTH, 0));
    refused(ErrorCode.KEY_LENGTH, () -> vault().createEcmKey(NORTH, 1 << 20));
    refused(ErrorCode.KEY_LENGTH, () -> vault().importEcmKey(NORTH, new EcmKey(new byte[7])));
    assertThat(vault().hasEcmKey(NORTH)).isFalse();
  }

  @Test
  void cardKeysAreRandomAndOfTheLengthAskedFor() {
    Set<Octets> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      CardKey key = vault().newCardKey(16);
      assertThat(key.length()).isEqualTo(16);
      byte[] bytes = new byte[16];
      key.copyTo(bytes, 0);
      assertThat(seen.add(Octets.of(bytes))).isTrue();
    }
    assertThat(vault().newCardKey(32).length()).isEqualTo(32);
    refused(ErrorCode.KEY_LENGTH, () -> vault().newCardKey(0));
    refused(ErrorCode.KEY_LENGTH, () -> vault().newCardKey(65));
  }

  @Test
  void aWrappedKeyUnwrapsForItsOwnCardOnly() {
    for (int length : new int[] {8, 16, 24, 32}) {
      CardKey key = vault().newCardKey(length);
      WrappedKey wrapped = vault().wrap(NORTH, CARD, key);
      assertThat(wrapped.octets().length()).isLessThanOrEqualTo(64);
      assertThat(vault().unwrap(NORTH, CARD, wrapped)).isEqualTo(key);
      refused(ErrorCode.WRAPPED_KEY_INVALID, () -> vault().unwrap(NORTH, OTHER_CARD, wrapped));
      refused(ErrorCode.WRAPPED_KEY_INVALID, () -> vault().unwrap(SOUTH, CARD, wrapped));
      assertThat(vault().unwrap(NORTH, CARD, wrapped)).isEqualTo(key);
    }
  }

  @Test
  void theSameKeyIsNeverWrappedTheSameWayTwice() {
    CardKey key = vault().newCardKey(16);
    assertThat(vault().wrap(NORTH, CARD, key)).isNotEqualTo(vault().wrap(NORTH, CARD, key));
  }

  @Test
  void anAlteredWrappedKeyIsRefusedWhicheverByteItIs() {
    WrappedKey wrapped = vault().wrap(NORTH, CARD, vault().newCardKey(16));
    byte[] bytes = wrapped.octets().toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      byte[] altered = bytes.clone();
      altered[i] ^= 0x10;
      refused(ErrorCode.WRAPPED_KEY_INVALID, () -> vault().unwrap(NORTH, CARD, wrapped(altered)));
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] shorter = Arrays.copyOf(bytes, length);
      refused(ErrorCode.WRAPPED_KEY_INVALID, () -> vault().unwrap(NORTH, CARD, wrapped(shorter)));
    }
    byte[] longer = Arrays.copyOf(bytes, 200);
    refused(ErrorCode.WRAPPED_KEY_INVALID, () -> vault().unwrap(NORTH, CARD, wrapped(longer)));
  }

  @Test
  void aCodeDependsOnPurposeAndBytesAlone() {
    Octets code = code("journal", random(100, 1));
    assertThat(code.length()).isEqualTo(32);
    assertThat(code("journal", random(100, 1))).isEqualTo(code);
    assertThat(code("snapshot", random(100, 1))).isNotEqualTo(code);
    assertThat(code("journal", random(100, 2))).isNotEqualTo(code);
    MacSession inPieces = vault().mac("journal");
    byte[] bytes = random(100, 1);
    inPieces.update(bytes, 0, 40);
    inPieces.update(bytes, 40, 60);
    assertThat(inPieces.finish()).isEqualTo(code);
    assertThatThrownBy(inPieces::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyThreadsMayWrapAndUnwrapAtOnce() {
    KeyVault vault = vault();
    List<CompletableFuture<Boolean>> runs =
        IntStream.range(0, 8)
            .mapToObj(run -> CompletableFuture.supplyAsync(() -> unwrapsAll(vault, run)))
            .toList();
    assertThat(runs).allSatisfy(run -> assertThat(run.join()).isTrue());
  }

  private static boolean unwrapsAll(KeyVault vault, int run) {
    for (int i = 0; i < 300; i++) {
      CardSerial serial = new CardSerial(run * 1000L + i);
      CardKey key = vault.newCardKey(16);
      if (!vault.unwrap(NORTH, serial, vault.wrap(NORTH, serial, key)).equals(key)) {
        return false;
      }
    }
    return true;
  }

  private Octets code(String purpose, byte[] bytes) {
    MacSession session = vault().mac(purpose);
    session.update(bytes, 0, bytes.length);
    return session.finish();
  }

  private static WrappedKey wrapped(byte[] bytes) {
    return new WrappedKey(Octets.of(bytes));
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void refused(ErrorCode code, Runnable call) {
    CaskadeException refusal = catchThrowableOfType(CaskadeException.class, call::run);
    assertThat(refusal).as("refusal with " + code).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
  }

  private static final class Phrase extends Secret {
    Phrase(byte[] bytes) {
      super(bytes);
    }
  }

  @Test
  void givesASealedSecretBackForItsPurposeAlone() {
    byte[] bytes = {1, 2, 3, 4, 5};
    WrappedKey sealed = vault().seal("totp", new Phrase(bytes));
    assertThat(vault().unseal("totp", sealed)).isEqualTo(bytes);
    assertThat(vault().seal("totp", new Phrase(bytes))).isNotEqualTo(sealed);
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> vault().unseal("webhook", sealed))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.WRAPPED_KEY_INVALID));
  }
}
