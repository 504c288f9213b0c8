package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.VaultFiles;
import io.caskade.ops.backup.archive.HeadEndIdentity;
import io.caskade.ops.backup.archive.HomeFiles;
import io.caskade.ops.backup.archive.PassphraseFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;

/** A home whose head-end does not run. */
record Home(Path folder) {
  private static final String BACKUP_SETTINGS = "io.caskade.backup.cfg";

  Path etc() {
    return folder.resolve("etc");
  }

  /** The passphrase file, wherever it is configured. */
  PassphraseFile passphrase() throws IOException {
    return new PassphraseFile(
        etc().resolve(setting(BACKUP_SETTINGS, "passphraseFile", "backup.passphrase")).normalize());
  }

  Path backups() throws IOException {
    return folder.resolve(setting(BACKUP_SETTINGS, "folder", "data/backups")).normalize();
  }

  HomeFiles files() throws IOException {
    return new HomeFiles(folder, passphrase().file());
  }

  /** The database that it has. */
  HomeDatabase database() throws IOException {
    return HomeDatabase.existing(folder, etc().resolve(HomeDatabase.FILE));
  }

  /**
   * Which head-end it is.
   *
   * @throws CaskadeException BACKUP_NOT_POSSIBLE, VAULT_UNREADABLE
   */
  String identity() throws IOException {
    HomeFiles.Vault vault = files().vault();
    // Opening one that is missing would make a new one.
    if (!Files.exists(vault.store()) || !Files.exists(vault.password())) {
      throw new CaskadeException(
          ErrorCode.BACKUP_NOT_POSSIBLE, "the key vault " + vault.store() + " is missing");
    }
    try (Pkcs12Vault open =
        Pkcs12Vault.open(
            new VaultFiles(vault.store(), vault.password()), new SecureRandom(), () -> {})) {
      return HeadEndIdentity.of(open);
    }
  }

  private String setting(String file, String name, String otherwise) throws IOException {
    var settings = new Properties();
    Path path = etc().resolve(file);
    if (Files.exists(path)) {
      settings.load(new StringReader(Files.readString(path, StandardCharsets.UTF_8)));
    }
    return settings.getProperty(name, otherwise).strip();
  }
}
