package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.keys.CertificateSubject;
import io.caskade.api.keys.KeyStoreFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes, signs, checks and keeps certificates; the JDK makes the keys, Bouncy Castle the forms. */
@Component(service = CertificateIssuer.class)
public final class X509Issuer implements CertificateIssuer {
  private final InstantSource clock;
  private final SecureRandom random;
  private final CertificateMaker maker;

  /** Made by Declarative Services. */
  @Activate
  public X509Issuer() {
    this(InstantSource.system(), new SecureRandom());
  }

  X509Issuer(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.maker = new CertificateMaker(clock, random);
  }

  @Override
  public X509Certificate selfSigned(CertificateSubject subject, KeyStoreFiles target) {
    return keep(() -> maker.selfSigned(subject), target);
  }

  @Override
  public X509Certificate newAuthority(String name, int days, KeyStoreFiles authority) {
    if (new CertificateStore(authority).exists()) {
      throw new CaskadeException(ErrorCode.CERTIFICATE_EXISTS, authority.store().toString());
    }
    CertificateSubject subject = new CertificateSubject(name, List.of(), List.of(), days);
    return keep(() -> maker.authority(subject), authority);
  }

  @Override
  public X509Certificate issue(
      CertificateSubject subject, KeyStoreFiles authority, KeyStoreFiles target) {
    CertificateStore store = new CertificateStore(authority);
    KeyWithChain signer = store.load();
    if (signer.own().getBasicConstraints() < 0) {
      throw store.unusable("it is no authority");
    }
    if (signer.own().getNotAfter().before(Date.from(clock.instant()))) {
      throw store.unusable("it expired at " + signer.own().getNotAfter().toInstant());
    }
    return keep(() -> maker.issued(subject, signer), target);
  }

  @Override
  public X509Certificate importPem(Path certificates, Path key, KeyStoreFiles target) {
    KeyWithChain content;
    try {
      content = PemFiles.read(certificates, key);
    } catch (FileSystemException e) {
      throw unusable(e, certificates, "cannot read " + e.getMessage());
    } catch (KeyWithChain.Unfit e) {
      throw unusable(e, certificates, e.reason());
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(e, certificates, "it cannot be understood");
    }
    new CertificateStore(target).save(content, random);
    return content.own();
  }

  @Override
  public X509Certificate importStore(KeyStoreFiles source, KeyStoreFiles target) {
    KeyWithChain content = new CertificateStore(source).load();
    new CertificateStore(target).save(content, random);
    return content.own();
  }

  @Override
  public List<X509Certificate> chain(KeyStoreFiles files) {
    return new CertificateStore(files).load().chain();
  }

  private interface Making {
    KeyWithChain make() throws GeneralSecurityException;
  }

  private X509Certificate keep(Making making, KeyStoreFiles target) {
    KeyWithChain made;
    try {
      made = making.make();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot make certificates on P-256", e);
    }
    new CertificateStore(target).save(made, random);
    return made.own();
  }

  private static CaskadeException unusable(Throwable cause, Path file, String reason) {
    return new CaskadeException(cause, ErrorCode.CERTIFICATE_UNUSABLE, file.toString(), reason);
  }
}
