package io.caskade.ops.backup.archive;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a home that belong into its backup: what is configured under {@code etc/}, what the
 * build had there (to tell later what the operator changed), and the key vault wherever it lies.
 * What belongs to the build, to this machine, or opens the backup itself stays behind.
 */
public final class HomeFiles {
  /** Of the operator. */
  public static final String ETC = "etc/";

  /** As the build brought them. */
  public static final String PRISTINE = "pristine/";

  /** Of the key vault, by its role. */
  public static final String VAULT = "vault/";

  public static final String VAULT_STORE = VAULT + "store";
  public static final String VAULT_PASSWORD = VAULT + "password";
  public static final String VAULT_RECOVERY = VAULT + "recovery";

  /** Written by the build at each upgrade, never by an operator. */
  public static final Set<String> PLATFORM =
      Set.of(
          "all.policy",
          "config.properties",
          "distribution.info",
          "jre.properties",
          "org.apache.karaf.features.cfg",
          "org.apache.karaf.features.xml",
          "profile.cfg",
          "startup.properties",
          "system.properties");

  private final Path home;
  private final Path passphraseFile;

  /**
   * @param passphraseFile stays out of the backup that it opens
   */
  public HomeFiles(Path home, Path passphraseFile) {
    this.home = home.toAbsolutePath().normalize();
    this.passphraseFile = passphraseFile.toAbsolutePath().normalize();
  }

  Path etc() {
    return home.resolve("etc");
  }

  /** Files by the name of their part. */
  Map<String, Path> parts() throws IOException {
    var parts = new TreeMap<String, Path>();
    Vault vault = vault();
    add(parts, ETC, etc(), vault);
    add(parts, PRISTINE, home.resolve(".caskade/etc"), vault);
    addIfThere(parts, VAULT_STORE, vault.store());
    addIfThere(parts, VAULT_PASSWORD, vault.password());
    addIfThere(parts, VAULT_RECOVERY, vault.recovery());
    return parts;
  }

  private void add(Map<String, Path> parts, String prefix, Path folder, Vault vault)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    // Where a package installed it, etc/ is a link to a folder of the system's own.
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!staysBehind(name) && !file.equals(passphraseFile) && !vault.holds(file)) {
          parts.put(prefix + name, file);
        }
      }
    }
  }

  private static boolean staysBehind(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return PLATFORM.contains(name)
        // The console's own key: another machine makes another one.
        || file.startsWith("host.key")
        || file.endsWith(".tmp")
        || file.endsWith(".unreadable")
        || file.startsWith(".");
  }

  private static void addIfThere(Map<String, Path> parts, String name, Path file) {
    if (Files.isRegularFile(file)) {
      parts.put(name, file);
    }
  }

  /** Where the vault of this home lies. */
  public Vault vault() throws IOException {
    var settings = new Properties();
    Path file = etc().resolve("io.caskade.vault.cfg");
    if (Files.exists(file)) {
      settings.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
    }
    Path store = etc().resolve(settings.getProperty("file", "vault.p12").strip());
    Path password = etc().resolve(settings.getProperty("passwordFile", "vault.password").strip());
    return new Vault(store.normalize(), password.normalize());
  }

  /**
   * Places of a vault.
   *
   * @param store the PKCS#12 file
   */
  public record Vault(Path store, Path password) {
    Path recovery() {
      String name = store.getFileName().toString();
      int dot = name.lastIndexOf('.');
      return store.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".recovery");
    }

    boolean holds(Path file) {
      Path normal = file.normalize();
      return normal.equals(store) || normal.equals(password) || normal.equals(recovery());
    }
  }
}
