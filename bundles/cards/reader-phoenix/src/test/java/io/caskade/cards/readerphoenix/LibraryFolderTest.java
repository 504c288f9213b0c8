package io.caskade.cards.readerphoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Nobody else may put a library where ours is loaded from. */
class LibraryFolderTest {
  private final Path root = root();

  private static Path root() {
    try {
      Path target = Path.of("target").toAbsolutePath();
      Files.createDirectories(target);
      return Files.createTempDirectory(target, "library-");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFolderThatOthersGetIntoIsRefused() throws IOException {
    Path open = folder(root, "tmp", "rwxrwxrwx");
    mode(root, "rwxr-xr-x");
    if (reachable(root)) {
      PortException e =
          catchThrowableOfType(PortException.class, new LibraryFolder(open)::requirePrivate);
      assertThat(e.reason()).isEqualTo(PortException.Reason.SETTING);
      assertThat(e.setting()).isEqualTo("java.io.tmpdir");
    }
    mode(root, "rwx------");
    assertThatCode(new LibraryFolder(open)::requirePrivate).doesNotThrowAnyException();
    mode(root, "rwxr-xr-x");
    mode(open, "rwxr-x---");
    assertThatCode(new LibraryFolder(open)::requirePrivate).doesNotThrowAnyException();
  }

  @Test
  void theWorldsFolderIsRefused() {
    PortException e =
        catchThrowableOfType(
            PortException.class, new LibraryFolder(Path.of("/tmp"))::requirePrivate);
    assertThat(e).hasMessageContaining("/tmp");
  }

  @Test
  void whatTheLibraryOpenedIsClosedAgain() throws IOException {
    Path tmp = folder(root, "private", "rwx------");
    Path library = folder(folder(tmp, "jSerialComm", "rwxrwxrwx"), "2.11.4", "rwxrwxrwx");
    new LibraryFolder(tmp).close();
    assertThat(modeOf(library)).isEqualTo("rwx------");
    assertThat(modeOf(library.getParent())).isEqualTo("rwx------");
    assertThatCode(new LibraryFolder(folder(root, "none", "rwx------"))::close)
        .doesNotThrowAnyException();
  }

  private static boolean reachable(Path folder) throws IOException {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (!modeOf(at).endsWith("x") && !modeOf(at).endsWith("t")) {
        return false;
      }
    }
    return true;
  }

  private static Path folder(Path parent, String name, String mode) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    mode(folder, mode);
    return folder;
  }

  private static void mode(Path folder, String mode) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
  }

  private static String modeOf(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }
}
