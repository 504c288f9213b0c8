package io.caskade.keys.crypto;

import io.caskade.api.keys.CertificateSubject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys on P-256 and certificates (RFC 5280) that are signed with ECDSA and SHA-256. */
final class CertificateMaker {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int SERIAL_BITS = 127;

  /** A peer whose clock is late must not find a certificate of the future. */
  private static final int EARLIER_HOURS = 24;

  private final InstantSource clock;
  private final SecureRandom random;

  CertificateMaker(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** For a server whose clients are shown this very certificate. */
  KeyWithChain selfSigned(CertificateSubject subject) throws GeneralSecurityException {
    KeyPair pair = newKey();
    X500Name name = name(subject.commonName());
    X509v3CertificateBuilder builder = builder(name, name, pair, end(subject.days()));
    try {
      addServer(builder, subject, KeyPurposeId.id_kp_serverAuth);
      return new KeyWithChain(pair.getPrivate(), List.of(sign(builder, pair)));
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  /** An authority that may sign nodes, and no further authorities. */
  KeyWithChain authority(CertificateSubject subject) throws GeneralSecurityException {
    KeyPair pair = newKey();
    X500Name name = name(subject.commonName());
    X509v3CertificateBuilder builder = builder(name, name, pair, end(subject.days()));
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return new KeyWithChain(pair.getPrivate(), List.of(sign(builder, pair)));
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  /** A node that speaks TLS as a server and as a client. */
  KeyWithChain issued(CertificateSubject subject, KeyWithChain authority)
      throws GeneralSecurityException {
    X509Certificate signer = authority.own();
    Date latest = signer.getNotAfter();
    Date end = end(subject.days());
    KeyPair pair = newKey();
    try {
      X509v3CertificateBuilder builder =
          builder(
              new JcaX509CertificateHolder(signer).getSubject(),
              name(subject.commonName()),
              pair,
              end.after(latest) ? latest : end);
      addServer(builder, subject, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(signer));
      X509Certificate own = sign(builder, new KeyPair(signer.getPublicKey(), authority.key()));
      List<X509Certificate> chain = new ArrayList<>();
      chain.add(own);
      chain.addAll(authority.chain());
      return new KeyWithChain(pair.getPrivate(), chain);
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  private KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(
      X500Name signer, X500Name subject, KeyPair pair, Date end) throws GeneralSecurityException {
    Instant start = clock.instant().minus(EARLIER_HOURS, ChronoUnit.HOURS);
    BigInteger serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
    var builder =
        new JcaX509v3CertificateBuilder(
            signer, serial, Date.from(start), end, subject, pair.getPublic());
    try {
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    } catch (IOException e) {
      throw unexpected(e);
    }
    return builder;
  }

  private static void addServer(
      X509v3CertificateBuilder builder, CertificateSubject subject, KeyPurposeId... purposes)
      throws IOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    GeneralName[] names = alternatives(subject);
    if (names.length > 0) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
  }

  private static GeneralName[] alternatives(CertificateSubject subject) {
    List<GeneralName> names = new ArrayList<>();
    for (String name : subject.dnsNames()) {
      names.add(new GeneralName(GeneralName.dNSName, name));
    }
    for (InetAddress address : subject.addresses()) {
      names.add(new GeneralName(GeneralName.iPAddress, withoutScope(address)));
    }
    return names.toArray(GeneralName[]::new);
  }

  /** {@code fe80::1%eth0} names an interface of this machine, which no peer knows. */
  private static String withoutScope(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException, IOException {
    try {
      byte[] encoded =
          builder
              .build(new JcaContentSignerBuilder(SIGNATURE).build(signer.getPrivate()))
              .getEncoded();
      // The JDK's own object outlives a swap of this bundle.
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  private Date end(int days) {
    return Date.from(clock.instant().plus(days, ChronoUnit.DAYS));
  }

  private static IllegalStateException unexpected(IOException e) {
    return new IllegalStateException("a certificate cannot be encoded", e);
  }
}
