package io.caskade.keys.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;

/**
 * A private key and the certificates that speak for it.
 *
 * @param chain the key's own first, then who signed it
 */
record KeyWithChain(PrivateKey key, List<X509Certificate> chain) {
  private static final int SHORTEST_RSA = 2048;
  private static final int SHORTEST_EC = 256;
  private static final byte[] PROBE =
      "does this key fit its certificate".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  KeyWithChain {
    chain = List.copyOf(chain);
  }

  X509Certificate own() {
    return chain.get(0);
  }

  /**
   * Checks that the parts belong together.
   *
   * @return itself
   * @throws Unfit with what is wrong
   */
  KeyWithChain checked() throws Unfit {
    if (chain.isEmpty()) {
      throw new Unfit("it holds no certificate");
    }
    if (!fits()) {
      throw new Unfit("the key is not the key of the certificate");
    }
    for (X509Certificate certificate : chain) {
      requireLong(certificate.getPublicKey());
    }
    for (int i = 0; i + 1 < chain.size(); i++) {
      requireSigned(chain.get(i), chain.get(i + 1));
    }
    return this;
  }

  private boolean fits() throws Unfit {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC", "ECDSA" -> "SHA256withECDSA";
          case "EdDSA", "Ed25519", "Ed448" -> key.getAlgorithm();
          default -> throw new Unfit("keys for " + key.getAlgorithm() + " are not known here");
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(own().getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static void requireLong(PublicKey key) throws Unfit {
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
      throw new Unfit("an RSA key of " + rsa.getModulus().bitLength() + " bits is too short");
    }
    if (key instanceof ECKey ec && ec.getParams().getOrder().bitLength() < SHORTEST_EC) {
      throw new Unfit(
          "an EC key of " + ec.getParams().getOrder().bitLength() + " bits is too short");
    }
  }

  private static void requireSigned(X509Certificate certificate, X509Certificate by) throws Unfit {
    try {
      certificate.verify(by.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new Unfit(
          e,
          "the chain is broken: "
              + certificate.getSubjectX500Principal()
              + " is not signed by "
              + by.getSubjectX500Principal()
              + ", which follows it");
    }
  }

  /** Why a certificate cannot be used, as the end of a sentence. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String reason) {
      super(reason);
    }

    Unfit(Throwable cause, String reason) {
      super(reason, cause);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
