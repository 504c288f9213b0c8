package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.ops.backup.archive.HomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the files of a backup over a fresh home. What the operator never changed is taken from the
 * fresh home, whose build may be newer; what the operator changed, added or removed is as it was.
 */
final class Layout {
  /** Configuration is small. */
  private static final int LONGEST = 1 << 26;

  private final Path home;
  private final Map<String, byte[]> etc = new TreeMap<>();
  private final Map<String, byte[]> pristine = new TreeMap<>();
  private final Map<String, byte[]> vault = new TreeMap<>();

  /**
   * @param home unpacked and never started
   */
  Layout(Path home) {
    this.home = home;
  }

  /**
   * Only names that stay in the home.
   *
   * @throws CaskadeException BACKUP_INVALID
   */
  static void requirePlain(String part) {
    boolean known =
        part.startsWith(HomeFiles.ETC)
            || part.startsWith(HomeFiles.PRISTINE)
            || part.equals(HomeFiles.VAULT_STORE)
            || part.equals(HomeFiles.VAULT_PASSWORD)
            || part.equals(HomeFiles.VAULT_RECOVERY);
    Path path = Path.of("/home").resolve(part).normalize();
    if (!known
        || part.indexOf('\0') >= 0
        || part.contains("\\")
        || !path.toString().equals("/home/" + part)
        || path.getNameCount() < 3) {
      throw new CaskadeException(ErrorCode.BACKUP_INVALID, "it has a part of the name " + part);
    }
  }

  void take(String part, InputStream content) throws IOException {
    requirePlain(part);
    byte[] bytes = content.readNBytes(LONGEST);
    if (part.startsWith(HomeFiles.ETC)) {
      etc.put(part.substring(HomeFiles.ETC.length()), bytes);
    } else if (part.startsWith(HomeFiles.PRISTINE)) {
      pristine.put(part.substring(HomeFiles.PRISTINE.length()), bytes);
    } else {
      vault.put(part, bytes);
    }
  }

  /**
   * Writes everything.
   *
   * @return true when the vault had to move into etc/
   */
  boolean write() throws IOException {
    Path folder = home.resolve("etc");
    for (Map.Entry<String, byte[]> file : etc.entrySet()) {
      byte[] brought = pristine.get(file.getKey());
      boolean ours = !Arrays.equals(file.getValue(), brought);
      if (!HomeFiles.PLATFORM.contains(file.getKey())
          && (ours || !Files.exists(folder.resolve(file.getKey())))) {
        put(folder.resolve(file.getKey()), file.getValue());
      }
    }
    for (String name : pristine.keySet()) {
      if (!etc.containsKey(name) && !HomeFiles.PLATFORM.contains(name)) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
    return writeVault(folder);
  }

  private boolean writeVault(Path folder) throws IOException {
    HomeFiles.Vault place = new HomeFiles(home, folder.resolve("backup.passphrase")).vault();
    boolean moved = !place.store().startsWith(home) || !place.password().startsWith(home);
    Path store = moved ? folder.resolve("vault.p12") : place.store();
    Path password = moved ? folder.resolve("vault.password") : place.password();
    if (moved) {
      put(
          folder.resolve("io.caskade.vault.cfg"),
          "file = vault.p12\npasswordFile = vault.password\n".getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, byte[]> file : vault.entrySet()) {
      switch (file.getKey()) {
        case HomeFiles.VAULT_STORE -> put(store, file.getValue());
        case HomeFiles.VAULT_PASSWORD -> put(password, file.getValue());
        default -> put(recovery(store), file.getValue());
      }
    }
    return moved;
  }

  private static Path recovery(Path store) {
    String name = store.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return store.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".recovery");
  }

  /** Owner only: most of it is nobody else's business. */
  private static void put(Path file, byte[] content) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newOutputStream(file)) {
      new ByteArrayInputStream(content).transferTo(out);
    }
  }
}
