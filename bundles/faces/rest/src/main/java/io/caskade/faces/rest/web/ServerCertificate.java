package io.caskade.faces.rest.web;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.keys.CertificateSubject;
import io.caskade.api.keys.KeyStoreFiles;
import io.caskade.lib.cidr.AddressList;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that HTTPS serves with: a copy of what the operator named, taken only after it
 * was checked, so that a bad file never reaches the server, also not with the next start. The copy
 * is protected by its mode 0600 alone, as any PEM key is: its password would stand in the server's
 * configuration for everybody on the console, so it is none.
 */
final class ServerCertificate {
  /** Not a secret, see above. */
  static final String COPY_PASSWORD = "caskade";

  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

  private final CertificateIssuer issuer;
  private final InstantSource clock;
  private final KeyStoreFiles copy;
  private final KeyStoreFiles candidate;
  private String stamp = "";
  private volatile @Nullable Served served;
  private volatile @Nullable Refusal refusal;

  /**
   * What the server serves with.
   *
   * @param file that the operator knows
   * @param fingerprint SHA-256 of the certificate
   */
  record Served(Path store, Path file, String fingerprint, Instant notAfter) {}

  /** A file that was not taken. */
  record Refusal(Path file, Instant since, CaskadeException reason) {}

  /**
   * @param folder for the copy
   */
  ServerCertificate(CertificateIssuer issuer, InstantSource clock, Path folder) {
    this.issuer = issuer;
    this.clock = clock;
    this.copy = KeyStoreFiles.beside(folder.resolve("tls.p12"));
    this.candidate = new KeyStoreFiles(folder.resolve("tls-candidate.p12"), copy.passwordFile());
  }

  Optional<Served> served() {
    return Optional.ofNullable(served);
  }

  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** HTTPS is left out. */
  void forget() {
    stamp = "";
    served = null;
    refusal = null;
  }

  /** True when the files are others than at the last {@link #take}. */
  boolean isChanged(CertificateSource source) {
    return !stamp.equals(source + source.stamp());
  }

  /** Looks at the files, and takes them when they are good; else what served before serves on. */
  void take(CertificateSource source) {
    stamp = source + source.stamp();
    Path file = source.paths().get(0);
    try {
      prepare();
      fetch(source);
      X509Certificate fresh = issuer.chain(candidate).get(0);
      requireInTime(fresh, file);
      issuer.importStore(candidate, copy);
      refusal = null;
      show(fresh, file);
    } catch (CaskadeException e) {
      refuse(file, e);
    } catch (IOException e) {
      refuse(
          file,
          new CaskadeException(
              e, ErrorCode.CERTIFICATE_UNUSABLE, file.toString(), "it cannot be copied: " + e));
    } finally {
      discardCandidate();
    }
    // Making one writes files, which is no change.
    stamp = source + source.stamp();
  }

  private void prepare() throws IOException {
    Path folder = copy.store().toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (!Files.exists(copy.passwordFile())) {
      Files.createFile(
          copy.passwordFile(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(copy.passwordFile(), COPY_PASSWORD);
  }

  private void fetch(CertificateSource source) {
    if (source instanceof CertificateSource.Store store) {
      issuer.importStore(store.files(), candidate);
    } else if (source instanceof CertificateSource.Pem pem) {
      issuer.importPem(pem.chain(), pem.key(), candidate);
    } else if (source instanceof CertificateSource.Generated generated) {
      if (!Files.exists(generated.files().store())) {
        issuer.selfSigned(subject(generated), generated.files());
        LOG.info("Made a self-signed certificate for HTTPS in {}", generated.files().store());
      }
      issuer.importStore(generated.files(), candidate);
    }
  }

  /** A certificate whose time is over is served only while there is no better one. */
  private void requireInTime(X509Certificate fresh, Path file) {
    Instant now = clock.instant();
    if (!Files.exists(copy.store())) {
      return;
    }
    if (fresh.getNotAfter().toInstant().isBefore(now)) {
      throw unusable(file, "it expired at " + fresh.getNotAfter().toInstant());
    }
    if (fresh.getNotBefore().toInstant().isAfter(now)) {
      throw unusable(file, "it is not valid before " + fresh.getNotBefore().toInstant());
    }
  }

  private void refuse(Path file, CaskadeException reason) {
    LOG.warn("{} {}", reason.getMessage(), reason.cure(Locale.ENGLISH));
    refusal = new Refusal(file, clock.instant(), reason);
    if (served == null && Files.exists(copy.store())) {
      try {
        show(issuer.chain(copy).get(0), file);
      } catch (CaskadeException e) {
        LOG.error("HTTPS is off: {}", e.getMessage());
      }
    }
  }

  private void show(X509Certificate certificate, Path file) {
    served =
        new Served(
            copy.store().toAbsolutePath(),
            file,
            fingerprint(certificate),
            certificate.getNotAfter().toInstant());
    LOG.info(
        "HTTPS serves with {} of {}, good until {}",
        certificate.getSubjectX500Principal(),
        file,
        certificate.getNotAfter().toInstant());
  }

  private void discardCandidate() {
    try {
      Files.deleteIfExists(candidate.store());
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", candidate.store(), e.getMessage());
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static CertificateSubject subject(CertificateSource.Generated generated) {
    Set<String> dns = new LinkedHashSet<>();
    List<InetAddress> addresses = new ArrayList<>();
    List<String> names = generated.names().isEmpty() ? ownNames() : generated.names();
    for (String name : names) {
      AddressList.address(name).ifPresentOrElse(addresses::add, () -> dns.add(name));
    }
    String first = names.get(0);
    try {
      return new CertificateSubject(
          first.length() > 64 ? "caskade" : first, List.copyOf(dns), addresses, generated.days());
    } catch (IllegalArgumentException e) {
      throw new CaskadeException(
          e,
          ErrorCode.CONFIGURATION_INVALID,
          WebSettings.PID,
          "certificateNames",
          String.valueOf(e.getMessage()));
    }
  }

  private static List<String> ownNames() {
    Set<String> names = new LinkedHashSet<>();
    try {
      String host = InetAddress.getLocalHost().getHostName();
      // Some machines have names that no certificate may bear.
      if (host.matches("[A-Za-z0-9.-]{1,64}")) {
        names.add(host);
      }
    } catch (java.net.UnknownHostException e) {
      LOG.info("The name of this machine is not known: {}", e.getMessage());
    }
    names.addAll(List.of("localhost", "127.0.0.1", "::1"));
    return List.copyOf(names);
  }

  private static CaskadeException unusable(Path file, String reason) {
    return new CaskadeException(ErrorCode.CERTIFICATE_UNUSABLE, file.toString(), reason);
  }
}
