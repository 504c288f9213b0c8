package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a vault and its password lie, and in which state the two are. A vault is made only where
 * neither exists: every card would be lost if a new one took the place of one that is merely
 * missing. For the same reason none is made where its recovery file is left.
 *
 * @param store the PKCS#12 file
 * @param password the file that holds its password on one line
 */
public record VaultFiles(Path store, Path password) {

  /**
   * True when there is nothing yet.
   *
   * @throws CaskadeException VAULT_UNREADABLE when only one of the two is there
   */
  boolean areNew() {
    finishInterruptedCreation();
    boolean hasStore = Files.exists(store);
    boolean hasPassword = Files.exists(password);
    if (hasStore && !hasPassword) {
      throw unreadable("its password file " + password + " is missing");
    }
    if (!hasStore && hasPassword) {
      throw unreadable("the file is missing, its password file " + password + " is there");
    }
    if (!hasStore && Files.exists(recovery())) {
      throw unreadable(
          "it is lost, its recovery file "
              + recovery()
              + " is there: bring it back with cas:vault-restore and the recovery shares");
    }
    return !hasStore;
  }

  /** The sealed companion of the store: {@code vault.recovery} beside {@code vault.p12}. */
  public Path recovery() {
    String name = store.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return store.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".recovery");
  }

  /** Puts the password where a power cut between the two leaves a pair that can be completed. */
  void announcePassword(byte[] contents) throws IOException {
    OwnerOnlyFile.replace(announced(), contents);
  }

  /** The last step of creation, after the store was written. */
  void confirmPassword() throws IOException {
    OwnerOnlyFile.move(announced(), password);
  }

  private void finishInterruptedCreation() {
    if (Files.exists(store) && !Files.exists(password) && Files.exists(announced())) {
      try {
        confirmPassword();
      } catch (IOException e) {
        throw unreadable(e, "its password file cannot be renamed from " + announced());
      }
    }
  }

  private Path announced() {
    return password.resolveSibling(password.getFileName() + ".new");
  }

  CaskadeException unreadable(String reason) {
    return new CaskadeException(ErrorCode.VAULT_UNREADABLE, store.toString(), reason);
  }

  CaskadeException unreadable(Throwable cause, String reason) {
    return new CaskadeException(cause, ErrorCode.VAULT_UNREADABLE, store.toString(), reason);
  }
}
