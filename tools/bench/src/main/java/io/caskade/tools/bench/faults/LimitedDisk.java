package io.caskade.tools.bench.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small disk: a tmpfs in a mount namespace of its own, so that it goes with the process that
 * holds it, whatever happens to this program. Needs root.
 */
final class LimitedDisk implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final Process holder;

  /**
   * Mounts; the folder looks empty to everybody outside.
   *
   * @param path an existing folder
   * @throws LeftOut when this user may not mount
   */
  LimitedDisk(Path path, int megabytes) throws IOException {
    this.path = path.toAbsolutePath();
    holder =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount -t tmpfs -o size=%dm,mode=0777 tmpfs \"$0\" && echo ready && exec cat"
                    .formatted(megabytes),
                this.path.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
    String first = said.readLine();
    if (!"ready".equals(first)) {
      holder.destroy();
      throw new LeftOut("needs root to mount a small disk: " + first);
    }
  }

  /** Words before a command that shall see the disk. */
  List<String> entering() {
    return List.of("nsenter", "--mount=/proc/" + holder.pid() + "/ns/mnt", "--");
  }

  /** A file on the disk, as it is reached from outside. */
  Path outside(String name) {
    return Path.of("/proc/" + holder.pid() + "/root" + path, name);
  }

  /** Writes until the system says that nothing more fits; returns the bytes that were left. */
  long fill() throws IOException {
    long written = 0;
    byte[] bytes = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(outside("filler"))) {
      for (int length = CHUNK; length > 0; ) {
        try {
          out.write(bytes, 0, length);
          written += length;
        } catch (IOException e) {
          // ENOSPC is what is wanted: the last page, too.
          length /= 2;
        }
      }
    }
    return written;
  }

  /** Writes until less than so many bytes are left. */
  void fillBut(long left) throws IOException {
    Path ballast = outside("ballast");
    byte[] bytes = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (ballast.toFile().getUsableSpace() >= left) {
        out.write(bytes);
      }
    }
  }

  /** Gives back what was filled. */
  void free() throws IOException {
    Files.deleteIfExists(outside("ballast"));
    Files.deleteIfExists(outside("filler"));
  }

  @Override
  public void close() throws IOException {
    holder.getOutputStream().close();
    try {
      holder.waitFor();
    } catch (InterruptedException e) {
      holder.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
