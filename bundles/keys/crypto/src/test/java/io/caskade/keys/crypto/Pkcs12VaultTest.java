package io.caskade.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.KeyVaultContract;
import io.caskade.api.keys.MacSession;
import io.caskade.api.keys.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs12VaultTest extends KeyVaultContract {
  private static final NetworkId NORTH = new NetworkId("north");
  private static final CardSerial CARD = new CardSerial(2_100_000_004L);

  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger changes = new AtomicInteger();
  private final List<Pkcs12Vault> opened = new ArrayList<>();
  private final Path folder;
  private @Nullable Pkcs12Vault shared;

  Pkcs12VaultTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected KeyVault vault() {
    Pkcs12Vault present = shared;
    if (present == null) {
      present = open();
      shared = present;
    }
    return present;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Pkcs12Vault::close);
  }

  @Test
  void keysSurviveARestart() {
    Pkcs12Vault before = open();
    before.createEcmKey(NORTH, 32);
    EcmKey main = before.ecmKey(NetworkId.MAIN);
    EcmKey north = before.ecmKey(NORTH);
    CardKey key = before.newCardKey(16);
    WrappedKey wrapped = before.wrap(NORTH, CARD, key);
    Octets code = code(before);
    before.close();

    Pkcs12Vault after = open();
    assertThat(before.isCreated()).isTrue();
    assertThat(after.isCreated()).isFalse();
    assertThat(after.ecmKey(NetworkId.MAIN)).isEqualTo(main);
    assertThat(after.ecmKey(NORTH)).isEqualTo(north);
    assertThat(after.unwrap(NORTH, CARD, wrapped)).isEqualTo(key);
    assertThat(code(after)).isEqualTo(code);
  }

  @Test
  void ecmKeysOfAnyAllowedLengthSurviveARestart() {
    Pkcs12Vault before = open();
    before.createEcmKey(new NetworkId("shortest"), 16);
    before.createEcmKey(new NetworkId("odd"), 33);
    before.createEcmKey(new NetworkId("longest"), 64);
    Pkcs12Vault after = open();
    for (String name : List.of("shortest", "odd", "longest")) {
      NetworkId network = new NetworkId(name);
      assertThat(after.ecmKey(network)).isEqualTo(before.ecmKey(network));
    }
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws IOException {
    open().createEcmKey(NORTH, 32);
    assertThat(mode(store())).isEqualTo("rw-------");
    assertThat(mode(password())).isEqualTo("rw-------");
    assertThat(mode(recovery())).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("keys"))).isEqualTo("rwx------");
  }

  @Test
  void nothingElseIsLeftBehind() throws IOException {
    open().createEcmKey(NORTH, 32);
    try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
      assertThat(files).containsExactlyInAnyOrder(store(), password(), recovery());
    }
  }

  @Test
  void noKeyLiesInTheFileInClear() throws IOException {
    Pkcs12Vault vault = open();
    byte[] key = new byte[32];
    vault.ecmKey(NetworkId.MAIN).copyTo(key, 0);
    assertThat(text(Files.readAllBytes(store()))).doesNotContain(text(key));
    assertThat(text(Files.readAllBytes(store()))).doesNotContain(text(password()));
  }

  @Test
  void twoVaultsShareNothing() {
    Pkcs12Vault one = open();
    VaultFiles elsewhere = new VaultFiles(folder.resolve("b.p12"), folder.resolve("b.password"));
    Pkcs12Vault other = open(elsewhere);
    assertThat(other.ecmKey(NetworkId.MAIN)).isNotEqualTo(one.ecmKey(NetworkId.MAIN));
    assertThat(code(other)).isNotEqualTo(code(one));
    WrappedKey wrapped = one.wrap(NORTH, CARD, one.newCardKey(16));
    assertThatThrownBy(() -> other.unwrap(NORTH, CARD, wrapped))
        .isInstanceOf(CaskadeException.class);
  }

  @Test
  void aMissingStoreIsNeverReplacedByANewOne() throws IOException {
    open().close();
    Files.delete(store());
    unreadable("missing");
    assertThat(store()).doesNotExist();
  }

  @Test
  void aMissingPasswordIsNeverReplacedByANewOne() throws IOException {
    open().close();
    Files.delete(password());
    unreadable("missing");
    assertThat(password()).doesNotExist();
  }

  @Test
  void creationThatAPowerCutInterruptedIsCompletedOrRepeated() throws IOException {
    EcmKey key = open().ecmKey(NetworkId.MAIN);
    Path announced = password().resolveSibling("vault.password.new");
    Files.move(password(), announced);
    assertThat(open().ecmKey(NetworkId.MAIN)).isEqualTo(key);
    assertThat(password()).exists();
    assertThat(announced).doesNotExist();

    Files.delete(store());
    Files.delete(recovery());
    Files.move(password(), announced);
    assertThat(open().ecmKey(NetworkId.MAIN)).isNotEqualTo(key);
    assertThat(announced).doesNotExist();
  }

  @Test
  void aWrongPasswordIsNamedAsTheCause() throws IOException {
    open().close();
    Files.writeString(password(), "something else");
    unreadable("password");
    Files.writeString(password(), "");
    unreadable("password");
  }

  @Test
  void aLineEndBehindThePasswordDoesNotMatter() throws IOException {
    EcmKey key = open().ecmKey(NetworkId.MAIN);
    Files.writeString(password(), text(password()) + "\r\n");
    assertThat(open().ecmKey(NetworkId.MAIN)).isEqualTo(key);
  }

  /** The keys lie under the store's code; a bit beside them may do no harm. */
  @Test
  void anAlteredStoreIsRefusedOrHoldsTheSameKeys() throws IOException {
    EcmKey key = open().ecmKey(NetworkId.MAIN);
    byte[] genuine = Files.readAllBytes(store());
    int refused = 0;
    int tries = 0;
    for (int at = 0; at < genuine.length; at += 1 + genuine.length / 20) {
      byte[] altered = genuine.clone();
      altered[at] ^= 0x01;
      Files.write(store(), altered);
      tries++;
      try {
        assertThat(open().ecmKey(NetworkId.MAIN)).isEqualTo(key);
      } catch (CaskadeException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.VAULT_UNREADABLE);
        refused++;
      }
      assertThat(Files.readAllBytes(store())).isEqualTo(altered);
    }
    assertThat(refused).isGreaterThan(tries * 9 / 10);
  }

  @Test
  void whatIsNoStoreIsRefused() throws IOException {
    open().close();
    byte[] genuine = Files.readAllBytes(store());
    Files.write(store(), new byte[0]);
    unreadable("");
    Files.write(store(), Arrays.copyOf(genuine, genuine.length / 2));
    unreadable("");
    Files.writeString(store(), "not a key store");
    unreadable("");
  }

  @Test
  void aFailedWriteChangesNothing() throws IOException {
    Pkcs12Vault vault = open();
    EcmKey before = vault.ecmKey(NetworkId.MAIN);
    Files.delete(store());
    Files.createDirectories(store().resolve("in-the-way"));
    CaskadeException failure =
        catchThrowableOfType(
            CaskadeException.class,
            () -> vault.importEcmKey(NetworkId.MAIN, new EcmKey(new byte[32])));
    assertThat(failure).as("failure").isNotNull();
    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(failure).hasMessageContaining(store().toString());
    assertThat(vault.ecmKey(NetworkId.MAIN)).isEqualTo(before);
    assertThat(vault.revision()).isEqualTo(1);
    assertThat(changes).hasValue(0);
  }

  @Test
  void theRevisionGrowsWithEachChangeOfAnEcmKey() {
    Pkcs12Vault vault = open();
    long first = vault.revision();
    vault.createEcmKey(NORTH, 32);
    assertThat(vault.revision()).isEqualTo(first + 1);
    vault.importEcmKey(NORTH, new EcmKey(new byte[32]));
    assertThat(vault.revision()).isEqualTo(first + 2);
    vault.wrap(NORTH, CARD, vault.newCardKey(16));
    assertThatThrownBy(() -> vault.createEcmKey(NORTH, 32)).isInstanceOf(CaskadeException.class);
    assertThat(vault.revision()).isEqualTo(first + 2);
    assertThat(changes).hasValue(2);
  }

  @Test
  void aClosedVaultIsOfNoUse() {
    Pkcs12Vault vault = open();
    CardKey key = vault.newCardKey(16);
    WrappedKey wrapped = vault.wrap(NORTH, CARD, key);
    vault.close();
    assertThatThrownBy(() -> vault.ecmKey(NetworkId.MAIN))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.unwrap(NORTH, CARD, wrapped))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.wrap(NORTH, CARD, key))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.mac("journal")).isInstanceOf(IllegalStateException.class);
  }

  private void unreadable(String reason) {
    CaskadeException refusal = catchThrowableOfType(CaskadeException.class, this::open);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.VAULT_UNREADABLE);
    assertThat(refusal).hasMessageContaining(store().toString()).hasMessageContaining(reason);
    assertThat(refusal.cure(Locale.ENGLISH)).contains("backup");
  }

  private Pkcs12Vault open() {
    return open(new VaultFiles(store(), password()));
  }

  private Pkcs12Vault open(VaultFiles files) {
    Pkcs12Vault vault = Pkcs12Vault.open(files, random, changes::incrementAndGet);
    opened.add(vault);
    return vault;
  }

  private Path store() {
    return folder.resolve("keys").resolve("vault.p12");
  }

  private Path recovery() {
    return store().resolveSibling("vault.recovery");
  }

  private Path password() {
    return folder.resolve("keys").resolve("vault.password");
  }

  private static Octets code(Pkcs12Vault vault) {
    MacSession session = vault.mac("journal");
    session.update(new byte[] {1, 2, 3}, 0, 3);
    return session.finish();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String text(Path file) throws IOException {
    return text(Files.readAllBytes(file));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
