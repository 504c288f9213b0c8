package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.keys.CertificateSubject;
import io.caskade.api.keys.KeyStoreFiles;
import io.caskade.api.ops.NodeCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who is let in: nodes with a certificate of the head-end's own authority whose name was invited.
 * The files lie in {@code etc/replica}: the authority, a certificate for each node, the names.
 */
final class Trust {
  private static final int AUTHORITY_DAYS = 7_300;
  private static final int NODE_DAYS = 3_650;

  private final Path folder;

  Trust(Path folder) {
    this.folder = folder;
  }

  private KeyStoreFiles files(String name) {
    return KeyStoreFiles.beside(folder.resolve(name + ".p12"));
  }

  private KeyStoreFiles node(String name) {
    return files("node-" + name);
  }

  /** True when this node has a certificate. */
  boolean ready(String node) {
    return Files.isRegularFile(node(node).store());
  }

  /**
   * Makes what is missing of the authority and this node's certificate, and a new certificate for
   * the other node.
   *
   * @return the certificate of the other node
   */
  Path invite(CertificateIssuer issuer, String node, String other) {
    if (!NodeCard.isName(other) || other.equals(node)) {
      throw new CaskadeException(ErrorCode.REPLICA_NAME, other);
    }
    KeyStoreFiles authority = files("authority");
    if (!Files.exists(authority.store())) {
      issuer.newAuthority("Caskade pair", AUTHORITY_DAYS, authority);
    }
    if (!ready(node)) {
      issuer.issue(subject(node), authority, node(node));
    }
    issuer.issue(subject(other), authority, node(other));
    Set<String> names = invited();
    names.addAll(List.of(node, other));
    keep(names);
    return node(other).store();
  }

  private static CertificateSubject subject(String node) {
    return new CertificateSubject(node, List.of(), List.of(), NODE_DAYS);
  }

  private Path names() {
    return folder.resolve("nodes");
  }

  /** Names of the nodes that are let in. */
  Set<String> invited() {
    try {
      var names = new TreeSet<String>();
      for (String line : Files.readAllLines(names(), StandardCharsets.UTF_8)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          names.add(line.strip());
        }
      }
      return names;
    } catch (NoSuchFileException e) {
      return new TreeSet<>();
    } catch (IOException e) {
      throw unusable(names(), e);
    }
  }

  private void keep(Set<String> names) {
    try {
      Path fresh =
          Files.createTempFile(
              folder,
              "nodes.",
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, String.join("\n", names) + "\n");
      Files.move(
          fresh, names(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(names(), e);
    }
  }

  /**
   * Mutual TLS with this node's certificate, trusting the authority that signed it and nobody else.
   *
   * @throws CaskadeException CERTIFICATE_UNUSABLE
   */
  SSLContext context(CertificateIssuer issuer, String node) {
    KeyStoreFiles own = node(node);
    List<X509Certificate> chain = issuer.chain(own);
    char[] password = {};
    try {
      password = password(own.passwordFile());
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(own.store())) {
        keys.load(in, password);
      }
      KeyManagerFactory identity =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      identity.init(keys, password);
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("authority", chain.get(chain.size() - 1));
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(anchors);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(identity.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(own.store(), e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static char[] password(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = 0;
    while (length < bytes.length && bytes[length] > ' ') {
      length++;
    }
    char[] password = new char[length];
    for (int i = 0; i < length; i++) {
      password[i] = (char) (bytes[i] & 0xFF);
    }
    Arrays.fill(bytes, (byte) 0);
    return password;
  }

  /**
   * The name of the other side, which must have been invited.
   *
   * @throws SSLPeerUnverifiedException when it was not
   */
  String admitted(SSLSession session, String self) throws SSLPeerUnverifiedException {
    String name = commonName(session);
    if (name.equals(self)) {
      throw new SSLPeerUnverifiedException("it has this node's own name " + self);
    }
    if (!invited().contains(name)) {
      throw new SSLPeerUnverifiedException("node " + name + " was not invited");
    }
    return name;
  }

  private static String commonName(SSLSession session) throws SSLPeerUnverifiedException {
    try {
      return new LdapName(session.getPeerPrincipal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()))
              .findFirst()
              .orElseThrow(() -> new SSLPeerUnverifiedException("its certificate names nobody"));
    } catch (InvalidNameException e) {
      throw new SSLPeerUnverifiedException("its certificate names nobody");
    }
  }

  private static CaskadeException unusable(Path file, Exception e) {
    return new CaskadeException(
        e, ErrorCode.CERTIFICATE_UNUSABLE, file.toString(), String.valueOf(e.getMessage()));
  }
}
