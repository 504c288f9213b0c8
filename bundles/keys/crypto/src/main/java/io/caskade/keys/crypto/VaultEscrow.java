package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyEscrow;
import io.caskade.api.keys.RecoveryShare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shares of the master key, and the way back from them. */
final class VaultEscrow implements KeyEscrow {
  private static final int MOST = 16;

  private final VaultFiles files;
  private final RandomGenerator random;
  private final Supplier<@Nullable Pkcs12Vault> present;
  private final Runnable restored;

  /**
   * @param random a cryptographic source, safe for any thread
   * @param present the open vault, null when there is none
   * @param restored called when the files are whole again
   */
  VaultEscrow(
      VaultFiles files,
      RandomGenerator random,
      Supplier<@Nullable Pkcs12Vault> present,
      Runnable restored) {
    this.files = files;
    this.random = random;
    this.present = present;
    this.restored = restored;
  }

  @Override
  public List<RecoveryShare> shares(int threshold, int shares) {
    if (shares < 2 || shares > MOST) {
      throw invalid("shares", "2 to " + MOST + " can be made, not " + shares);
    }
    if (threshold < 2 || threshold > shares) {
      throw invalid("threshold", "2 to " + shares + " of them can be needed, not " + threshold);
    }
    Pkcs12Vault vault = present.get();
    if (vault == null) {
      throw files.unreadable("it is not open");
    }
    return vault.shares(threshold, shares);
  }

  @Override
  public void restore(List<RecoveryShare> shares) {
    if (present.get() != null) {
      throw new CaskadeException(
          ErrorCode.RECORD_IN_USE, "head-end", "vault", files.store(), "it is open");
    }
    VaultContents contents = read(master(shares));
    try {
      putAside(files.store());
      putAside(files.password());
      Pkcs12Vault.write(files, contents, random);
    } catch (IOException e) {
      throw files.unreadable(e, "it cannot be replaced: " + e);
    } finally {
      contents.destroy();
    }
    restored.run();
  }

  /** What cannot be opened is kept: it may be the password alone that is wrong. */
  private static void putAside(Path file) throws IOException {
    if (Files.exists(file)) {
      OwnerOnlyFile.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
    }
  }

  private VaultContents read(JceKey master) {
    try {
      return RecoveryFile.read(files.recovery(), master, random);
    } catch (IOException e) {
      throw files.unreadable(e, "its recovery file cannot be read: " + e);
    } catch (CaskadeException e) {
      throw files.unreadable(
          e, "the shares do not belong to its recovery file " + files.recovery());
    }
  }

  private static JceKey master(List<RecoveryShare> shares) {
    List<ShareText> read =
        IntStream.range(0, shares.size())
            .mapToObj(i -> ShareText.read(shares.get(i), i + 1))
            .toList();
    requireOneCut(read);
    byte[] master = Shamir.join(read.stream().map(ShareText::point).toList());
    try {
      return new JceKey(VaultContents.CIPHER_KEY, master);
    } finally {
      Arrays.fill(master, (byte) 0);
    }
  }

  private static void requireOneCut(List<ShareText> shares) {
    if (shares.isEmpty()) {
      throw invalid("shares", "none was given");
    }
    ShareText first = shares.get(0);
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < shares.size(); i++) {
      ShareText share = shares.get(i);
      if (share.cut() != first.cut() || share.threshold() != first.threshold()) {
        throw invalid("share " + (i + 1), "it was made at another time than share 1");
      }
      if (!places.add(share.point().x())) {
        throw invalid("share " + (i + 1), "it was given twice");
      }
    }
    if (shares.size() < first.threshold()) {
      throw invalid("shares", first.threshold() + " are needed, " + shares.size() + " were given");
    }
  }

  private static CaskadeException invalid(String field, String why) {
    return new CaskadeException(ErrorCode.FIELD_INVALID, field, why);
  }
}
