package io.caskade.api.keys;

import io.caskade.api.base.CaskadeException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Certificates (RFC 5280) of the head-end's own servers: self-signed, or signed by a small private
 * authority. Keys are made on the curve P-256, certificates are signed with ECDSA and SHA-256.
 * Every key lies in a PKCS#12 file that only its owner may read; no password goes anywhere but into
 * its file. Files are replaced as a whole. Safe for any thread; reads and writes files.
 */
@ProviderType
public interface CertificateIssuer {
  /**
   * Makes a key and a certificate that it signs itself, for servers.
   *
   * @param target is replaced when it exists
   * @throws CaskadeException CERTIFICATE_UNUSABLE when it cannot be written
   */
  X509Certificate selfSigned(CertificateSubject subject, KeyStoreFiles target);

  /**
   * Makes an authority, whose key signs the certificates of nodes that trust each other.
   *
   * @param name common name, 1 to 64 characters
   * @param days of validity, 1 to 7300
   * @throws CaskadeException CERTIFICATE_EXISTS when {@code authority} is there already
   */
  X509Certificate newAuthority(String name, int days, KeyStoreFiles authority);

  /**
   * Makes a key and a certificate signed by an authority, for servers and for clients (mutual TLS).
   * The chain in {@code target} ends with the authority's certificate. It ends no later than the
   * authority's.
   *
   * @throws CaskadeException CERTIFICATE_UNUSABLE when the authority cannot be read, is none, or
   *     has expired
   */
  X509Certificate issue(CertificateSubject subject, KeyStoreFiles authority, KeyStoreFiles target);

  /**
   * Takes a key and a chain over, after the checks of {@link #chain}.
   *
   * @param certificates PEM, the server's own first, then who signed it
   * @param key PEM without a password: PKCS#8, or the older forms of RSA and EC
   * @param target is replaced when it exists
   * @throws CaskadeException CERTIFICATE_UNUSABLE with the reason; {@code target} is as it was
   */
  X509Certificate importPem(Path certificates, Path key, KeyStoreFiles target);

  /**
   * Takes over what another PKCS#12 file holds, after the checks of {@link #chain}.
   *
   * @param target is replaced when it exists; gets the password of its own file
   * @throws CaskadeException CERTIFICATE_UNUSABLE with the reason; {@code target} is as it was
   */
  X509Certificate importStore(KeyStoreFiles source, KeyStoreFiles target);

  /**
   * The certificates of the one key in a file, its own first. Checks that the key is the
   * certificate's, that each certificate is signed by the next, and that no key is too short (RSA
   * 2048 bits, EC 256). Does not look at dates.
   *
   * @throws CaskadeException CERTIFICATE_UNUSABLE with the reason
   */
  List<X509Certificate> chain(KeyStoreFiles files);
}
