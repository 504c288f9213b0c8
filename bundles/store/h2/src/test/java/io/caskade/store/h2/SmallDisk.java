package io.caskade.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.store.fs.FilePathWrapper;

/** Files of {@code small:PATH}: nothing fits in them while a file "full" lies beside them. */
public final class SmallDisk extends FilePathWrapper {
  private static final String FULL = "full";

  static void fill(Path folder) throws IOException {
    Files.createFile(folder.resolve(FULL));
  }

  static void free(Path folder) throws IOException {
    Files.delete(folder.resolve(FULL));
  }

  @Override
  public String getScheme() {
    return "small";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Path full = Path.of(getBase().toString()).resolveSibling(FULL);
    return new PatientFile(
        super.open(mode), toString(), new Room(file -> Room.LEAST, () -> Thread.sleep(1))) {
      @Override
      public int write(ByteBuffer source, long position) throws IOException {
        if (Files.exists(full)) {
          throw new IOException("No space left on device");
        }
        return super.write(source, position);
      }
    };
  }
}
