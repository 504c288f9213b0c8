package io.caskade.ops.backup.archive;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A passphrase on one line of a file that only its owner reads. */
public final class PassphraseFile {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 1_024;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  public PassphraseFile(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * @throws CaskadeException PASSPHRASE_UNFIT
   */
  public Passphrase read() {
    try {
      Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      others.removeAll(OWNER);
      others.remove(PosixFilePermission.OWNER_EXECUTE);
      if (!others.isEmpty()) {
        throw unfit("others than its owner may read it");
      }
      byte[] bytes = Files.readAllBytes(file);
      try {
        return ofLine(bytes);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    } catch (IOException e) {
      throw new CaskadeException(
          e, ErrorCode.PASSPHRASE_UNFIT, file.toString(), "it cannot be read: " + e.getMessage());
    }
  }

  private Passphrase ofLine(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        throw unfit("it has more than one line");
      }
    }
    if (length < SHORTEST || length > LONGEST) {
      throw unfit("it is " + (length < SHORTEST ? "too short" : "too long"));
    }
    byte[] line = Arrays.copyOf(bytes, length);
    try {
      return new Passphrase(line);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /**
   * Keeps a passphrase that was made; never replaces one.
   *
   * @throws CaskadeException PASSPHRASE_UNFIT
   */
  public void create(Passphrase passphrase) {
    byte[] line = new byte[passphrase.length() + 1];
    passphrase.copyTo(line, 0);
    line[line.length - 1] = '\n';
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
      Files.write(file, line, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new CaskadeException(
          e, ErrorCode.PASSPHRASE_UNFIT, file.toString(), "it cannot be written: " + e);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private CaskadeException unfit(String reason) {
    return new CaskadeException(ErrorCode.PASSPHRASE_UNFIT, file.toString(), reason);
  }
}
