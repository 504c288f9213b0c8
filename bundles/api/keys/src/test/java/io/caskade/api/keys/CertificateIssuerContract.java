package io.caskade.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link CertificateIssuer} does; a subclass says which one. */
public abstract class CertificateIssuerContract {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

  @TempDir protected Path folder;
  private CertificateIssuer issuer;

  /** One whose time is that of the machine. */
  protected abstract CertificateIssuer newIssuer();

  @BeforeEach
  final void begin() {
    issuer = newIssuer();
  }

  @Test
  void aSelfSignedCertificateNamesTheServerAndEndsInTime() throws Exception {
    KeyStoreFiles files = files("tls");
    X509Certificate made = issuer.selfSigned(subject(30), files);

    made.verify(made.getPublicKey());
    assertThat(alternatives(made)).containsExactlyInAnyOrder("cas1.example", "192.0.2.7");
    assertThat(Duration.between(Instant.now(), made.getNotAfter().toInstant()).toHours())
        .isBetween(719L, 720L);
    assertThat(made.getBasicConstraints()).as("no authority").isEqualTo(-1);
    assertThat(made.getExtendedKeyUsage()).containsExactly(SERVER);
    assertThat(issuer.chain(files)).containsExactly(made);
  }

  @Test
  void onlyTheOwnerMayReadWhatItWrites() throws Exception {
    KeyStoreFiles files = files("tls");
    issuer.selfSigned(subject(1), files);
    for (Path file : List.of(files.store(), files.passwordFile())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(files.passwordFile()).strip()).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void aPasswordThatIsThereIsUsed() throws Exception {
    KeyStoreFiles files = files("tls");
    Files.writeString(files.passwordFile(), "of the operator\n");
    issuer.selfSigned(subject(1), files);
    assertThat(Files.readString(files.passwordFile())).isEqualTo("of the operator\n");
    assertThat(issuer.chain(files)).hasSize(1);
  }

  @Test
  void anAuthoritySignsNodesForBothSidesOfMutualTls() throws Exception {
    X509Certificate authority = issuer.newAuthority("Head-end pair", 60, files("authority"));
    assertThat(authority.getBasicConstraints()).as("signs nodes only").isZero();

    X509Certificate node = issuer.issue(subject(30), files("authority"), files("node"));

    node.verify(authority.getPublicKey());
    assertThat(node.getExtendedKeyUsage()).containsExactlyInAnyOrder(SERVER, CLIENT);
    assertThat(issuer.chain(files("node"))).containsExactly(node, authority);
  }

  @Test
  void aNodeDoesNotOutliveItsAuthority() {
    X509Certificate authority = issuer.newAuthority("Head-end pair", 5, files("authority"));
    X509Certificate node = issuer.issue(subject(30), files("authority"), files("node"));
    assertThat(node.getNotAfter()).isEqualTo(authority.getNotAfter());
  }

  @Test
  void anAuthorityIsNeverReplaced() throws Exception {
    issuer.newAuthority("Head-end pair", 5, files("authority"));
    byte[] before = Files.readAllBytes(files("authority").store());
    refused(
        ErrorCode.CERTIFICATE_EXISTS, () -> issuer.newAuthority("Another", 5, files("authority")));
    assertThat(Files.readAllBytes(files("authority").store())).isEqualTo(before);
  }

  @Test
  void aCertificateOfAServerSignsNothing() {
    issuer.selfSigned(subject(5), files("tls"));
    refused(
        ErrorCode.CERTIFICATE_UNUSABLE, () -> issuer.issue(subject(5), files("tls"), files("x")));
    assertThat(files("x").store()).doesNotExist();
  }

  @Test
  void whatCannotBeReadIsRefusedWithoutItsPassword() throws Exception {
    KeyStoreFiles files = files("tls");
    refused(ErrorCode.CERTIFICATE_UNUSABLE, () -> issuer.chain(files));
    issuer.selfSigned(subject(5), files);
    Files.writeString(files.passwordFile(), "quite another one");
    assertThatThrownBy(() -> issuer.chain(files))
        .hasMessageContaining(files.store().toString())
        .hasMessageNotContaining("quite another one");
    Files.writeString(files.store(), "garbage");
    refused(ErrorCode.CERTIFICATE_UNUSABLE, () -> issuer.chain(files));
  }

  @Test
  void aStoreIsTakenOverUnderItsNewPasswordOrNotAtAll() throws Exception {
    X509Certificate made = issuer.selfSigned(subject(5), files("source"));
    Files.writeString(files("target").passwordFile(), "other");
    assertThat(issuer.importStore(files("source"), files("target"))).isEqualTo(made);
    assertThat(issuer.chain(files("target"))).containsExactly(made);

    Files.writeString(files("source").store(), "garbage");
    refused(
        ErrorCode.CERTIFICATE_UNUSABLE, () -> issuer.importStore(files("source"), files("target")));
    assertThat(issuer.chain(files("target"))).containsExactly(made);
  }

  protected final CertificateIssuer issuer() {
    return issuer;
  }

  protected final KeyStoreFiles files(String name) {
    return KeyStoreFiles.beside(folder.resolve(name + ".p12"));
  }

  /** A subject with a name and an address. */
  protected static CertificateSubject subject(int days) {
    try {
      return new CertificateSubject(
          "cas1", List.of("cas1.example"), List.of(InetAddress.getByName("192.0.2.7")), days);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  protected static void refused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            CaskadeException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static List<String> alternatives(X509Certificate certificate) throws Exception {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names.stream().map(name -> String.valueOf(name.get(1))).toList();
  }
}
