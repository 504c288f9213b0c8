package io.caskade.faces.console.commands.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.caskade.api.keys.KeyEscrow;
import io.caskade.api.keys.RecoveryShare;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultCommandsTest {
  private final List<String> restored = new ArrayList<>();
  private final List<RecoveryShare> made =
      List.of(new RecoveryShare("AAAA-1"), new RecoveryShare("BBBB-2"));
  private final Fake<KeyEscrow> escrow =
      Fake.of(KeyEscrow.class)
          .on("shares", made)
          .on(
              "restore",
              asked -> {
                ((List<?>) asked.get(0))
                    .forEach(share -> restored.add(((RecoveryShare) share).reveal()));
                return null;
              });
  private final Shell shell = new Shell(escrow);

  @Test
  void sharesArePrintedOnceAndForgotten() throws Exception {
    assertThat(shell.run(VaultShares.class, "-k", "2", "-n", "2"))
        .startsWith("AAAA-1\nBBBB-2\n")
        .contains("2 of them");
    assertThat(escrow.last()).containsExactly(2, 2);
    assertThat(made)
        .allSatisfy(share -> assertThatIllegalStateException().isThrownBy(share::reveal));
  }

  @Test
  void eachShareGetsAFileThatOnlyItsOwnerReads(@TempDir Path folder) throws Exception {
    assertThat(shell.run(VaultShares.class, "-n", "2", "--dir", folder.toString()))
        .contains("share-2.txt")
        .doesNotContain("AAAA");
    Path first = folder.resolve("share-1.txt");
    assertThat(first).hasContent("AAAA-1\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
  }

  @Test
  void aVaultComesBackFromFiles(@TempDir Path folder) throws Exception {
    Path first = Files.writeString(folder.resolve("1"), "AAAA-1\n");
    Path second = Files.writeString(folder.resolve("2"), " BBBB-2 ");

    assertThat(shell.run(VaultRestore.class, first.toString(), second.toString()))
        .contains("open again");
    assertThat(restored).containsExactly("AAAA-1", "BBBB-2");
  }

  @Test
  void sharesAreAskedForUntilAnEmptyLine() throws Exception {
    assertThat(shell.types("AAAA-1", "BBBB-2", "").run(VaultRestore.class)).doesNotContain("AAAA");
    assertThat(restored).containsExactly("AAAA-1", "BBBB-2");
  }

  @Test
  void aShareThatCannotBeReadRestoresNothing() throws Exception {
    assertThat(shell.refused(VaultRestore.class, "/nowhere/share")).contains("/nowhere/share");
    assertThat(restored).isEmpty();
  }
}
