package io.caskade.ops.filemodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file or folder that must not stand open.
 *
 * @param path of it
 * @param groupMayRead true where a group is no danger: folders, whose secret files are guarded
 *     themselves
 * @param ours true when the head-end makes it itself, so that it may also mend its mode
 */
record GuardedFile(Path path, boolean groupMayRead, boolean ours) {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final Set<PosixFilePermission> GROUP =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE);

  boolean isOpen() throws IOException {
    return !without(mode()).equals(mode());
  }

  /** As {@code ls -l} writes it, for example {@code rw-r--r--}. */
  String modeText() throws IOException {
    return PosixFilePermissions.toString(mode());
  }

  /** Takes from others what is not theirs; adds nothing. */
  void close() throws IOException {
    Files.setPosixFilePermissions(path, without(mode()));
  }

  boolean isOwnedLike(Path other) throws IOException {
    return Files.getOwner(path).equals(Files.getOwner(other));
  }

  private Set<PosixFilePermission> mode() throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class).permissions();
  }

  private Set<PosixFilePermission> without(Set<PosixFilePermission> mode) {
    Set<PosixFilePermission> left = EnumSet.noneOf(PosixFilePermission.class);
    left.addAll(mode);
    left.removeAll(OTHERS);
    if (groupMayRead) {
      left.remove(PosixFilePermission.GROUP_WRITE);
    } else {
      left.removeAll(GROUP);
    }
    return left;
  }
}
