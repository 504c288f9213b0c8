package io.caskade.cards.readerphoenix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where jSerialComm unpacks its native library: {@code <java.io.tmpdir>/jSerialComm/<version>/}, with
 * folders that everybody may write to. What is loaded from there runs with the head-end's rights, so
 * the folder above must keep others out; Karaf's is {@code data/tmp} of the head-end.
 */
final class LibraryFolder {
  private static final String LIBRARY = "jSerialComm";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path temporary;

  LibraryFolder(Path temporary) {
    this.temporary = temporary.toAbsolutePath().normalize();
  }

  /**
   * Before the library is unpacked.
   *
   * @throws PortException SETTING when others can get into the folder
   */
  void requirePrivate() throws PortException {
    try {
      for (Path folder = temporary; folder != null; folder = folder.getParent()) {
        if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return;
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      PortException failed = new PortException(temporary + " (" + e + ")", "java.io.tmpdir");
      failed.initCause(e);
      throw failed;
    }
    throw new PortException(temporary + " (others can get into it)", "java.io.tmpdir");
  }

  /** After it was loaded: what jSerialComm opened to everybody is the owner's alone again. */
  void close() throws PortException {
    try (Stream<Path> unpacked = Files.walk(temporary.resolve(LIBRARY))) {
      List<Path> folders =
          unpacked.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
      for (Path folder : folders) {
        Files.setPosixFilePermissions(folder, OWNER);
      }
    } catch (NoSuchFileException e) {
      // It was unpacked elsewhere: jSerialComm falls back to the user's own home.
      return;
    } catch (IOException | UncheckedIOException e) {
      PortException failed = new PortException(temporary + " (" + e + ")", "java.io.tmpdir");
      failed.initCause(e);
      throw failed;
    }
  }
}
