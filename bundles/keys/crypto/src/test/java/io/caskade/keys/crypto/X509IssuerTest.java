package io.caskade.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.keys.CertificateIssuerContract;
import io.caskade.api.keys.CertificateSubject;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.Test;

final class X509IssuerTest extends CertificateIssuerContract {
  @Override
  protected CertificateIssuer newIssuer() {
    return new X509Issuer();
  }

  @Test
  void anExpiredAuthoritySignsNothing() {
    InstantSource twoDaysLater = () -> Instant.now().plus(Duration.ofDays(2));
    issuer().newAuthority("pair", 1, files("authority"));
    var later = new X509Issuer(twoDaysLater, new SecureRandom());
    refused(
        ErrorCode.CERTIFICATE_UNUSABLE,
        () -> later.issue(subject(5), files("authority"), files("node")));
  }

  @Test
  void aPemChainWithItsKeyIsTakenInTheFormsOfOtherTools() throws Exception {
    KeyWithChain node = node();
    Path chain = pem("chain.pem", node.chain().toArray());
    for (Path key :
        List.of(pem("pkcs8.pem", new JcaPKCS8Generator(node.key(), null)), sec1(node))) {
      assertThat(issuer().importPem(chain, key, files("web"))).isEqualTo(node.own());
      assertThat(issuer().chain(files("web"))).isEqualTo(node.chain());
    }
  }

  @Test
  void pemThatDoesNotFitIsRefusedWithTheReasonAndTheOldOneStays() throws Exception {
    KeyWithChain node = node();
    KeyWithChain other = maker().selfSigned(subject(5));
    Path chain = pem("chain.pem", node.chain().toArray());
    Path key = pem("key.pem", new JcaPKCS8Generator(node.key(), null));
    issuer().importPem(chain, key, files("web"));

    refusedPem(
        chain,
        pem("other.pem", new JcaPKCS8Generator(other.key(), null)),
        "not the key of the certificate");
    refusedPem(pem("broken.pem", node.own(), other.own()), key, "chain is broken");
    refusedPem(key, key, "holds no certificate");
    refusedPem(chain, chain, "holds no private key");
    refusedPem(folder.resolve("missing.pem"), key, "cannot read");
    refusedPem(
        Files.writeString(
            folder.resolve("bad.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        key,
        "is no PEM");
    Path locked =
        Files.writeString(
            folder.resolve("locked.pem"),
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + "MBkwDQYJKoZIhvcNAQEBBQAECAAAAAAAAAAA\n"
                + "-----END ENCRYPTED PRIVATE KEY-----\n");
    refusedPem(chain, locked, "has a password");

    assertThat(issuer().chain(files("web"))).isEqualTo(node.chain());
  }

  @Test
  void aShortKeyIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair pair = generator.generateKeyPair();
    assertThatThrownBy(() -> new KeyWithChain(pair.getPrivate(), List.of(rsa(pair))).checked())
        .hasMessageContaining("1024 bits is too short");
  }

  @Test
  void namesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new CertificateSubject("x", List.of("a b"), List.of(), 1))
        .hasMessageContaining("no DNS name");
    assertThatThrownBy(() -> new CertificateSubject("x", List.of(), List.of(), 0))
        .hasMessageContaining("1..7300");
    assertThatThrownBy(() -> new CertificateSubject(" ", List.of(), List.of(), 1))
        .hasMessageContaining("64");
  }

  private void refusedPem(Path chain, Path key, String reason) {
    assertThatThrownBy(() -> issuer().importPem(chain, key, files("web")))
        .hasMessageContaining(reason);
  }

  private KeyWithChain node() throws Exception {
    CertificateMaker maker = maker();
    return maker.issued(subject(5), maker.authority(subject(9)));
  }

  private static CertificateMaker maker() {
    return new CertificateMaker(InstantSource.system(), new SecureRandom());
  }

  /** As {@code openssl ecparam -genkey} writes it: the curve first, then the key. */
  private Path sec1(KeyWithChain node) throws IOException {
    var curve = org.bouncycastle.asn1.sec.SECObjectIdentifiers.secp256r1;
    var key =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            256, ((java.security.interfaces.ECPrivateKey) node.key()).getS(), curve);
    return pem(
        "sec1.pem",
        new org.bouncycastle.util.io.pem.PemObject("EC PARAMETERS", curve.getEncoded()),
        new org.bouncycastle.util.io.pem.PemObject("EC PRIVATE KEY", key.getEncoded()));
  }

  private Path pem(String name, Object... parts) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (Object part : parts) {
        writer.writeObject(part);
      }
    }
    return Files.writeString(folder.resolve(name), text.toString());
  }

  private static X509Certificate rsa(KeyPair pair) throws Exception {
    var name = new org.bouncycastle.asn1.x500.X500Name("CN=short");
    var built =
        new org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder(
                name,
                java.math.BigInteger.ONE,
                java.util.Date.from(Instant.now()),
                java.util.Date.from(Instant.now().plusSeconds(60)),
                name,
                pair.getPublic())
            .build(
                new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withRSA")
                    .build(pair.getPrivate()));
    return new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter().getCertificate(built);
  }
}
