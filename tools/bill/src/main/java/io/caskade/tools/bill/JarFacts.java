package io.caskade.tools.bill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * What a jar says about itself.
 *
 * @param sha256 of the file, in hexadecimal digits
 * @param licences that its manifest names
 * @param built what Maven wrote down about what it was built of: of itself and of whatever was
 *     packed into it
 */
record JarFacts(String sha256, List<Licence> licences, List<Coordinates> built) {
  private static final Pattern OF_MAVEN =
      Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

  static JarFacts read(Path file) throws IOException {
    List<Licence> licences = List.of();
    var built = new TreeSet<Coordinates>();
    try (var jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest != null) {
        licences = licences(manifest.getMainAttributes());
      }
      for (JarEntry entry : ofMaven(jar)) {
        try (InputStream in = jar.getInputStream(entry)) {
          coordinates(in).ifPresent(built::add);
        }
      }
    }
    return new JarFacts(digest(file), licences, List.copyOf(built));
  }

  private static List<Licence> licences(Attributes manifest) {
    String header = manifest.getValue("Bundle-License");
    return header == null ? List.of() : Licence.ofHeader(header);
  }

  private static List<JarEntry> ofMaven(JarFile jar) {
    List<JarEntry> found = new ArrayList<>();
    for (JarEntry entry : (Iterable<JarEntry>) jar.entries()::asIterator) {
      if (OF_MAVEN.matcher(entry.getName()).matches()) {
        found.add(entry);
      }
    }
    return found;
  }

  private static Optional<Coordinates> coordinates(InputStream in) throws IOException {
    var properties = new Properties();
    properties.load(in);
    String group = properties.getProperty("groupId", "").strip();
    String name = properties.getProperty("artifactId", "").strip();
    String version = properties.getProperty("version", "").strip();
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Coordinates(group, name, version, ""));
  }

  static String digest(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file), sha256Digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
