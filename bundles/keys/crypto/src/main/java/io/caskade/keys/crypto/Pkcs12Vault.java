package io.caskade.keys.crypto;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Secret;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.MacSession;
import io.caskade.api.keys.RecoveryShare;
import io.caskade.api.keys.WrappedKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A vault in a PKCS#12 file. The file is read once; every change is on disk before it is seen. A
 * new vault gets its root keys and the ECM key of network {@code main}; no other key ever appears
 * by itself.
 */
public final class Pkcs12Vault implements KeyVault, AutoCloseable {
  /** Bytes of the first ECM key: what the default profile of network {@code main} takes. */
  private static final int MAIN_KEY_LENGTH = 32;

  private static final int SHORTEST_ECM_KEY = 16;
  private static final int LONGEST_ECM_KEY = 64;
  private static final int LONGEST_SECRET = 35;
  private static final String ECM_KEY_LENGTHS = SHORTEST_ECM_KEY + ".." + LONGEST_ECM_KEY;

  private final VaultFiles files;
  private final VaultStore store;
  private final RandomGenerator random;
  private final Runnable changed;
  private final boolean created;
  private final CardKeyWrapping wrapping;
  private final SecretSealing sealing;

  private VaultContents contents;
  private long revision = 1;

  private Pkcs12Vault(
      VaultFiles files,
      VaultStore store,
      VaultContents contents,
      boolean created,
      RandomGenerator random,
      Runnable changed) {
    this.files = files;
    this.store = store;
    this.contents = contents;
    this.created = created;
    this.random = random;
    this.changed = changed;
    this.wrapping = new CardKeyWrapping(contents.master(), random);
    this.sealing = new SecretSealing(contents.master(), random);
  }

  /**
   * Opens the vault, or makes it where neither file exists.
   *
   * @param random a cryptographic source that is safe for any thread
   * @param changed called after each change of an ECM key, by the thread that made it
   * @throws CaskadeException VAULT_UNREADABLE
   */
  public static Pkcs12Vault open(VaultFiles files, RandomGenerator random, Runnable changed) {
    if (files.areNew()) {
      VaultContents contents =
          new VaultContents(
              root(VaultContents.CIPHER_KEY, random),
              root(VaultContents.MAC_KEY, random),
              Map.of(NetworkId.MAIN, randomEcmKey(MAIN_KEY_LENGTH, random)));
      VaultStore store = VaultStore.create(files, contents, random);
      Pkcs12Vault made = new Pkcs12Vault(files, store, contents, true, random, changed);
      made.keepRecoverable();
      return made;
    }
    VaultStore store = VaultStore.existing(files);
    Pkcs12Vault opened = new Pkcs12Vault(files, store, store.load(), false, random, changed);
    opened.keepRecoverable();
    return opened;
  }

  /**
   * Makes a lost vault again from its contents; the password is a new one.
   *
   * @throws CaskadeException VAULT_UNREADABLE when it cannot be written
   */
  static void write(VaultFiles files, VaultContents contents, RandomGenerator random) {
    VaultStore.create(files, contents, random).destroy();
  }

  /** Also when an older version left none. */
  private synchronized void keepRecoverable() {
    try {
      RecoveryFile.write(files.recovery(), contents, random);
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.STORAGE_FULL, files.recovery() + ": " + e);
    }
  }

  /** True when {@link #open} made the vault. */
  public boolean isCreated() {
    return created;
  }

  /** Grows with each change of an ECM key. */
  public synchronized long revision() {
    return revision;
  }

  @Override
  public synchronized EcmKey ecmKey(NetworkId network) {
    EcmKey key = contents.ecmKeys().get(network);
    if (key == null) {
      throw new CaskadeException(ErrorCode.KEY_UNKNOWN, network.toString());
    }
    return copy(key);
  }

  @Override
  public synchronized boolean hasEcmKey(NetworkId network) {
    return contents.ecmKeys().containsKey(network);
  }

  /**
   * {@inheritDoc}
   *
   * @throws CaskadeException KEY_LENGTH outside 16 to 64 bytes, ECM_KEY_EXISTS, STORAGE_FULL
   */
  @Override
  public void createEcmKey(NetworkId network, int length) {
    requireEcmKeyLength(network, length);
    synchronized (this) {
      if (hasEcmKey(network)) {
        throw new CaskadeException(ErrorCode.ECM_KEY_EXISTS, network.toString());
      }
      put(network, randomEcmKey(length, random));
    }
    changed.run();
  }

  /**
   * {@inheritDoc}
   *
   * @throws CaskadeException KEY_LENGTH outside 16 to 64 bytes, STORAGE_FULL
   */
  @Override
  public void importEcmKey(NetworkId network, EcmKey key) {
    requireEcmKeyLength(network, key.length());
    synchronized (this) {
      put(network, copy(key));
    }
    changed.run();
  }

  /** Disk first: after a failure the vault is what it was. */
  private synchronized void put(NetworkId network, EcmKey key) {
    VaultContents next = contents.with(network, key);
    try {
      store.save(next);
    } catch (IOException e) {
      key.destroy();
      throw new CaskadeException(e, ErrorCode.STORAGE_FULL, files.store() + ": " + e);
    }
    EcmKey former = contents.ecmKeys().get(network);
    contents = next;
    revision++;
    keepRecoverable();
    if (former != null) {
      former.destroy();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws CaskadeException KEY_LENGTH outside 8 to 32 bytes
   */
  @Override
  public CardKey newCardKey(int length) {
    if (length < CardKeyWrapping.SHORTEST || length > CardKeyWrapping.LONGEST) {
      throw new CaskadeException(ErrorCode.KEY_LENGTH, "card", length, CardKeyWrapping.LENGTHS);
    }
    byte[] bytes = randomBytes(length, random);
    try {
      return new CardKey(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public WrappedKey wrap(NetworkId network, CardSerial serial, CardKey key) {
    return wrapping.wrap(network, serial, key);
  }

  @Override
  public CardKey unwrap(NetworkId network, CardSerial serial, WrappedKey wrapped) {
    return wrapping.unwrap(network, serial, wrapped);
  }

  /**
   * {@inheritDoc}
   *
   * @throws CaskadeException KEY_LENGTH above 35 bytes, which is what a {@link WrappedKey} holds
   */
  @Override
  public WrappedKey seal(String purpose, Secret secret) {
    if (secret.length() > LONGEST_SECRET) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH, purpose, secret.length(), "1.." + LONGEST_SECRET);
    }
    return sealing.seal(purpose, secret);
  }

  @Override
  public byte[] unseal(String purpose, WrappedKey sealed) {
    return sealing.unseal(purpose, sealed.octets().toByteArray());
  }

  /** Cuts the master key into shares. */
  synchronized List<RecoveryShare> shares(int threshold, int shares) {
    byte[] master = contents.master().getEncoded();
    int cut = random.nextInt(1 << 16);
    try {
      return Shamir.cut(master, threshold, shares, random).stream()
          .map(point -> new ShareText(threshold, cut, point).print())
          .toList();
    } finally {
      Arrays.fill(master, (byte) 0);
    }
  }

  @Override
  public synchronized MacSession mac(String purpose) {
    return new HmacSession(contents.macRoot(), purpose);
  }

  /** Wipes every key; the vault is of no use after it. */
  @Override
  public synchronized void close() {
    contents.destroy();
    store.destroy();
  }

  private static void requireEcmKeyLength(NetworkId network, int length) {
    if (length < SHORTEST_ECM_KEY || length > LONGEST_ECM_KEY) {
      throw new CaskadeException(ErrorCode.KEY_LENGTH, network.toString(), length, ECM_KEY_LENGTHS);
    }
  }

  private static EcmKey copy(EcmKey key) {
    byte[] bytes = new byte[key.length()];
    key.copyTo(bytes, 0);
    try {
      return new EcmKey(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static EcmKey randomEcmKey(int length, RandomGenerator random) {
    byte[] bytes = randomBytes(length, random);
    try {
      return new EcmKey(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static JceKey root(String algorithm, RandomGenerator random) {
    byte[] bytes = randomBytes(VaultContents.ROOT_LENGTH, random);
    try {
      return new JceKey(algorithm, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] randomBytes(int length, RandomGenerator random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
