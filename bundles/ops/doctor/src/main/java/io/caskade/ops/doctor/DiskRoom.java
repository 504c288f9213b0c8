package io.caskade.ops.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room a disk has.
 *
 * @param total bytes of the whole file system
 * @param free bytes that this process may still use
 */
record DiskRoom(long total, long free) {

  /** A disk that can be asked; may block. */
  interface Disk {
    DiskRoom room() throws IOException;
  }

  /** The disk on which a file lies, asked anew each time: another one may be mounted there. */
  static Disk under(Path path) {
    return () -> {
      FileStore store = Files.getFileStore(path);
      return new DiskRoom(store.getTotalSpace(), store.getUsableSpace());
    };
  }
}
