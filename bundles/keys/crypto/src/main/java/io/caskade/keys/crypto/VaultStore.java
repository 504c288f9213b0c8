package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Secret;
import io.caskade.api.keys.EcmKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The vault's contents as a PKCS#12 file (RFC 7292), made by the JDK. The JDK stores secret keys
 * there under the name of an algorithm that it knows, so all go by {@code AES}, whatever their
 * length; what a key is for is told by its alias: {@code master}, {@code mac}, {@code ecm.main}.
 */
final class VaultStore {
  private static final String MASTER = "master";
  private static final String MAC_ROOT = "mac";
  private static final String ECM = "ecm.";

  private final VaultFiles files;
  private final char[] password;

  private VaultStore(VaultFiles files, char[] password) {
    this.files = files;
    this.password = password;
  }

  /**
   * Makes password and store.
   *
   * @param random a cryptographic source
   */
  static VaultStore create(VaultFiles files, VaultContents contents, RandomGenerator random) {
    byte[] line = PasswordFile.random(random);
    VaultStore store = new VaultStore(files, PasswordFile.characters(line));
    try {
      files.announcePassword(line);
      store.save(contents);
      files.confirmPassword();
      return store;
    } catch (IOException e) {
      throw files.unreadable(e, "it cannot be created: " + e);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /** Reads the password of a store that exists. */
  static VaultStore existing(VaultFiles files) {
    try {
      return new VaultStore(files, PasswordFile.read(files.password()));
    } catch (IOException e) {
      throw files.unreadable(e, "its password file cannot be read: " + e);
    }
  }

  /**
   * Reads the store.
   *
   * @throws CaskadeException VAULT_UNREADABLE when the password is not its own, or it was altered
   */
  VaultContents load() {
    byte[] bytes = readStore();
    try {
      KeyStore keyStore = KeyStore.getInstance("PKCS12");
      keyStore.load(new ByteArrayInputStream(bytes), password);
      Map<NetworkId, EcmKey> ecmKeys = new TreeMap<>();
      for (String alias : Collections.list(keyStore.aliases())) {
        if (alias.startsWith(ECM)) {
          ecmKeys.put(
              new NetworkId(alias.substring(ECM.length())), ecmKey(required(keyStore, alias)));
        }
      }
      return new VaultContents(
          root(VaultContents.CIPHER_KEY, required(keyStore, MASTER)),
          root(VaultContents.MAC_KEY, required(keyStore, MAC_ROOT)),
          ecmKeys);
    } catch (IOException | GeneralSecurityException e) {
      throw files.unreadable(e, "its password does not fit, or it was altered");
    }
  }

  /** Replaces the store as a whole. */
  void save(VaultContents contents) throws IOException {
    try {
      KeyStore keyStore = KeyStore.getInstance("PKCS12");
      keyStore.load(null, null);
      put(keyStore, MASTER, contents.master());
      put(keyStore, MAC_ROOT, contents.macRoot());
      for (Map.Entry<NetworkId, EcmKey> entry : contents.ecmKeys().entrySet()) {
        put(keyStore, ECM + entry.getKey(), entry.getValue());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      keyStore.store(bytes, password);
      OwnerOnlyFile.replace(files.store(), bytes.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot write PKCS#12", e);
    }
  }

  void destroy() {
    Arrays.fill(password, '\0');
  }

  private byte[] readStore() {
    try {
      return Files.readAllBytes(files.store());
    } catch (IOException e) {
      throw files.unreadable(e, "it cannot be read: " + e);
    }
  }

  private void put(KeyStore keyStore, String alias, Secret secret) throws GeneralSecurityException {
    byte[] bytes = new byte[secret.length()];
    secret.copyTo(bytes, 0);
    JceKey key = new JceKey(VaultContents.CIPHER_KEY, bytes);
    Arrays.fill(bytes, (byte) 0);
    try {
      keyStore.setKeyEntry(alias, key, password, null);
    } finally {
      key.destroy();
    }
  }

  private byte[] required(KeyStore keyStore, String alias) throws GeneralSecurityException {
    @Nullable Key key = keyStore.getKey(alias, password);
    byte[] bytes = key == null ? null : key.getEncoded();
    if (bytes == null) {
      throw files.unreadable("it holds no key '" + alias + "'");
    }
    return bytes;
  }

  private static EcmKey ecmKey(byte[] bytes) {
    try {
      return new EcmKey(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private JceKey root(String algorithm, byte[] bytes) {
    try {
      if (bytes.length != VaultContents.ROOT_LENGTH) {
        throw files.unreadable("a root key has " + bytes.length + " bytes");
      }
      return new JceKey(algorithm, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
