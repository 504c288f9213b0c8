package io.caskade.api.keys;

import java.nio.file.Path;

/**
 * A private key with its certificates, on disk. Both files are written for their owner alone (mode
 * 0600).
 *
 * @param store PKCS#12 (RFC 7292)
 * @param passwordFile holds the store's password on its first line; whoever writes the store makes
 *     a random one when the file is missing
 */
public record KeyStoreFiles(Path store, Path passwordFile) {
  /** The password file of {@code tls.p12} is {@code tls.password} beside it. */
  public static KeyStoreFiles beside(Path store) {
    String name = String.valueOf(store.getFileName());
    int dot = name.lastIndexOf('.');
    return new KeyStoreFiles(
        store, store.resolveSibling((dot <= 0 ? name : name.substring(0, dot)) + ".password"));
  }
}
