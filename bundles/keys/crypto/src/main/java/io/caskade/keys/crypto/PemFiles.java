package io.caskade.keys.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and keys in textual form (RFC 7468), as other tools write them. */
final class PemFiles {
  /** A chain of certificates is a few kilobytes. */
  private static final long LARGEST = 1 << 20;

  private PemFiles() {}

  static KeyWithChain read(Path certificates, Path key)
      throws IOException, GeneralSecurityException, KeyWithChain.Unfit {
    return new KeyWithChain(key(key), chain(certificates)).checked();
  }

  private static List<X509Certificate> chain(Path file)
      throws IOException, GeneralSecurityException, KeyWithChain.Unfit {
    List<X509Certificate> chain = new ArrayList<>();
    // The JDK's own objects outlive a swap of this bundle.
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (Object part : parts(file)) {
      if (part instanceof X509CertificateHolder holder) {
        chain.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
      }
    }
    return chain;
  }

  private static PrivateKey key(Path file)
      throws IOException, GeneralSecurityException, KeyWithChain.Unfit {
    for (Object part : parts(file)) {
      if (part instanceof PrivateKeyInfo info) {
        return key(info);
      }
      if (part instanceof PEMKeyPair pair) {
        return key(pair.getPrivateKeyInfo());
      }
      if (part instanceof PEMEncryptedKeyPair || part instanceof PKCS8EncryptedPrivateKeyInfo) {
        throw new KeyWithChain.Unfit("the key in " + file + " has a password; take it off");
      }
    }
    throw new KeyWithChain.Unfit(file + " holds no private key");
  }

  private static PrivateKey key(PrivateKeyInfo info)
      throws IOException, GeneralSecurityException, KeyWithChain.Unfit {
    ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
    String algorithm;
    if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      algorithm = "RSA";
    } else if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      algorithm = "EC";
    } else if (kind.equals(EdECObjectIdentifiers.id_Ed25519)) {
      algorithm = "Ed25519";
    } else {
      throw new KeyWithChain.Unfit("keys of kind " + kind + " are not known here");
    }
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
  }

  private static List<Object> parts(Path file) throws IOException, KeyWithChain.Unfit {
    if (Files.size(file) > LARGEST) {
      throw new KeyWithChain.Unfit(file + " is larger than any chain of certificates");
    }
    List<Object> parts = new ArrayList<>();
    try (Reader text = new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1));
        PEMParser parser = new PEMParser(text)) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        parts.add(part);
      }
    } catch (java.nio.file.FileSystemException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      // The parser's own words may quote what stands in the file.
      throw new KeyWithChain.Unfit(file + " is no PEM");
    }
    return parts;
  }
}
