package io.caskade.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.MacSession;
import io.caskade.api.keys.RecoveryShare;
import io.caskade.api.keys.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultEscrowTest {
  private static final NetworkId NORTH = new NetworkId("north");
  private static final CardSerial CARD = new CardSerial(2_100_000_004L);

  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger restored = new AtomicInteger();
  private final VaultFiles files;
  private final VaultEscrow escrow;
  private @Nullable Pkcs12Vault vault;

  VaultEscrowTest(@TempDir Path folder) {
    files = new VaultFiles(folder.resolve("vault.p12"), folder.resolve("vault.password"));
    escrow = new VaultEscrow(files, random, () -> vault, restored::incrementAndGet);
    vault = open();
  }

  private Pkcs12Vault open() {
    return Pkcs12Vault.open(files, random, () -> {});
  }

  private Pkcs12Vault vault() {
    return Objects.requireNonNull(vault);
  }

  private void lose() throws IOException {
    vault().close();
    vault = null;
    Files.delete(files.store());
    Files.delete(files.password());
  }

  @Test
  void aLostVaultComesBackWithEveryKey() throws IOException {
    vault().createEcmKey(NORTH, 32);
    EcmKey main = vault().ecmKey(NetworkId.MAIN);
    EcmKey north = vault().ecmKey(NORTH);
    CardKey key = vault().newCardKey(16);
    WrappedKey wrapped = vault().wrap(NORTH, CARD, key);
    Octets code = code(vault());
    List<RecoveryShare> shares = escrow.shares(2, 3);
    lose();

    escrow.restore(List.of(shares.get(2), shares.get(0)));

    assertThat(restored).hasValue(1);
    Pkcs12Vault back = open();
    assertThat(back.isCreated()).isFalse();
    assertThat(back.ecmKey(NetworkId.MAIN)).isEqualTo(main);
    assertThat(back.ecmKey(NORTH)).isEqualTo(north);
    assertThat(back.unwrap(NORTH, CARD, wrapped)).isEqualTo(key);
    assertThat(code(back)).isEqualTo(code);
    assertThat(Files.getPosixFilePermissions(files.store()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void noNewVaultTakesThePlaceOfALostOne() throws IOException {
    lose();
    refused(ErrorCode.VAULT_UNREADABLE, this::open, "cas:vault-restore");
  }

  @Test
  void aShareMayBeTypedInSmallLettersWithBlanks() throws IOException {
    List<RecoveryShare> shares = escrow.shares(2, 2);
    lose();
    escrow.restore(
        shares.stream()
            .map(share -> share.reveal().toLowerCase(Locale.ROOT).replace('-', ' '))
            .map(text -> text.replace('1', 'l').replace('0', 'o').replaceFirst("csk[l1]", "csk1"))
            .map(RecoveryShare::new)
            .toList());
    assertThat(open().hasEcmKey(NetworkId.MAIN)).isTrue();
  }

  @Test
  void saysWhatIsWrongWithTheShares() throws IOException {
    List<RecoveryShare> shares = escrow.shares(2, 3);
    List<RecoveryShare> later = escrow.shares(2, 3);
    lose();
    String first = shares.get(0).reveal();
    char other = first.charAt(20) == 'A' ? 'B' : 'A';
    var mistyped = new RecoveryShare(first.substring(0, 20) + other + first.substring(21));
    invalid(List.of(), "none");
    invalid(List.of(shares.get(0)), "2 are needed");
    invalid(List.of(shares.get(0), shares.get(0)), "twice");
    invalid(List.of(mistyped, shares.get(1)), "share 1");
    invalid(List.of(shares.get(1), new RecoveryShare("CSK1-AAAA")), "share 2");
    if (!sameCut(shares, later)) {
      invalid(List.of(shares.get(0), later.get(1)), "another time");
    }
    assertThat(files.store()).doesNotExist();
  }

  /** Two cuts have the same number once in 65,536 times. */
  private static boolean sameCut(List<RecoveryShare> one, List<RecoveryShare> other) {
    return ShareText.read(one.get(0), 1).cut() == ShareText.read(other.get(0), 1).cut();
  }

  @Test
  void refusesSharesOfAnotherVault(@TempDir Path elsewhere) throws IOException {
    var otherFiles =
        new VaultFiles(elsewhere.resolve("vault.p12"), elsewhere.resolve("vault.password"));
    Pkcs12Vault other = Pkcs12Vault.open(otherFiles, random, () -> {});
    List<RecoveryShare> shares = other.shares(2, 2);
    lose();
    refused(ErrorCode.VAULT_UNREADABLE, () -> escrow.restore(shares), "do not belong");
  }

  @Test
  void leavesAnOpenVaultAlone() {
    List<RecoveryShare> shares = escrow.shares(2, 2);
    refused(ErrorCode.RECORD_IN_USE, () -> escrow.restore(shares), "it is open");
  }

  @Test
  void putsAnUnreadableVaultAside() throws IOException {
    List<RecoveryShare> shares = escrow.shares(3, 3);
    vault().close();
    vault = null;
    Files.writeString(files.password(), "wrong");
    escrow.restore(shares);
    assertThat(open().hasEcmKey(NetworkId.MAIN)).isTrue();
    assertThat(files.password().resolveSibling("vault.password.unreadable")).hasContent("wrong");
  }

  @Test
  void refusesSenselessNumbers() {
    refused(ErrorCode.FIELD_INVALID, () -> escrow.shares(1, 3), "threshold");
    refused(ErrorCode.FIELD_INVALID, () -> escrow.shares(4, 3), "threshold");
    refused(ErrorCode.FIELD_INVALID, () -> escrow.shares(2, 17), "shares");
  }

  @Test
  void theRecoveryFileTellsNothingInClear() throws IOException {
    byte[] key = new byte[32];
    vault().ecmKey(NetworkId.MAIN).copyTo(key, 0);
    String file = new String(Files.readAllBytes(files.recovery()), StandardCharsets.ISO_8859_1);
    assertThat(file)
        .doesNotContain(new String(key, 0, 8, StandardCharsets.ISO_8859_1))
        .doesNotContain("main");
  }

  private static Octets code(Pkcs12Vault vault) {
    MacSession mac = vault.mac("journal");
    mac.update(new byte[] {1, 2, 3}, 0, 3);
    return mac.finish();
  }

  private void invalid(List<RecoveryShare> shares, String why) {
    refused(ErrorCode.FIELD_INVALID, () -> escrow.restore(shares), why);
  }

  private static void refused(ErrorCode code, ThrowingCallable call, String why) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .withMessageContaining(why)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
