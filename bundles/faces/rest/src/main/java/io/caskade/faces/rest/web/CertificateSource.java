package io.caskade.faces.rest.web;

import io.caskade.api.keys.KeyStoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;

/** Where the operator keeps the certificate of HTTPS. */
sealed interface CertificateSource {
  /** A PKCS#12 file. */
  record Store(KeyStoreFiles files) implements CertificateSource {
    @Override
    public List<Path> paths() {
      return List.of(files.store(), files.passwordFile());
    }
  }

  /** A chain and its key as PEM. */
  record Pem(Path chain, Path key) implements CertificateSource {
    @Override
    public List<Path> paths() {
      return List.of(chain, key);
    }
  }

  /**
   * A self-signed one of our own.
   *
   * @param names DNS names and addresses, empty for those of this machine
   * @param days of validity
   */
  record Generated(KeyStoreFiles files, List<String> names, int days) implements CertificateSource {
    @Override
    public List<Path> paths() {
      return List.of(files.store(), files.passwordFile());
    }
  }

  /** The files, the one with the certificate first. */
  List<Path> paths();

  /** Differs when a file was changed or replaced, also within the same second. */
  default String stamp() {
    return paths().stream().map(CertificateSource::stamp).collect(Collectors.joining(";"));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime().toString() + "," + now.size() + "," + now.fileKey();
    } catch (NoSuchFileException e) {
      return "none";
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
