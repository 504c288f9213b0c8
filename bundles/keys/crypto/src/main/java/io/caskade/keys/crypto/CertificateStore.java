package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyStoreFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** One key with its chain in a PKCS#12 file (RFC 7292), read and written by the JDK. */
final class CertificateStore {
  private static final String ALIAS = "caskade";

  private final KeyStoreFiles files;

  CertificateStore(KeyStoreFiles files) {
    this.files = files;
  }

  boolean exists() {
    return Files.exists(files.store());
  }

  /**
   * Reads and checks.
   *
   * @throws CaskadeException CERTIFICATE_UNUSABLE
   */
  KeyWithChain load() {
    char[] password = {};
    try {
      byte[] bytes = Files.readAllBytes(files.store());
      password = PasswordFile.read(files.passwordFile());
      return content(bytes, password).checked();
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(e, reason(e));
    } catch (KeyWithChain.Unfit e) {
      throw unusable(e, e.reason());
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Replaces the file as a whole; makes its password when there is none yet. */
  void save(KeyWithChain content, RandomGenerator random) {
    char[] password = {};
    try {
      password = PasswordFile.readOrMake(files.passwordFile(), random);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          ALIAS, content.key(), password, content.chain().toArray(Certificate[]::new));
      var bytes = new ByteArrayOutputStream();
      store.store(bytes, password);
      OwnerOnlyFile.replace(files.store(), bytes.toByteArray());
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(e, "it cannot be written: " + e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static KeyWithChain content(byte[] bytes, char[] password)
      throws IOException, GeneralSecurityException, KeyWithChain.Unfit {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), password);
    List<KeyWithChain> found = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, password) instanceof PrivateKey key) {
        found.add(new KeyWithChain(key, chain(store.getCertificateChain(alias))));
      }
    }
    if (found.size() != 1) {
      throw new KeyWithChain.Unfit("it holds " + found.size() + " private keys, one is needed");
    }
    return found.get(0);
  }

  private static List<X509Certificate> chain(Certificate[] certificates) throws KeyWithChain.Unfit {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : certificates) {
      if (!(certificate instanceof X509Certificate x509)) {
        throw new KeyWithChain.Unfit("it holds a certificate that is not X.509");
      }
      chain.add(x509);
    }
    return chain;
  }

  private static String reason(Exception e) {
    if (e instanceof java.nio.file.FileSystemException) {
      return "cannot read " + e.getMessage();
    }
    return "it is no PKCS#12 file, or its password file holds another password";
  }

  CaskadeException unusable(Throwable cause, String reason) {
    return new CaskadeException(
        cause, ErrorCode.CERTIFICATE_UNUSABLE, files.store().toString(), reason);
  }

  CaskadeException unusable(String reason) {
    return new CaskadeException(ErrorCode.CERTIFICATE_UNUSABLE, files.store().toString(), reason);
  }
}
