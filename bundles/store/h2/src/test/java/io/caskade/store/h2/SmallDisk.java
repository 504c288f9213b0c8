package io.caskade.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;
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
    return new SmallFile(super.open(mode), Path.of(getBase().toString()).resolveSibling(FULL));
  }

  private static final class SmallFile extends FileBaseDefault {
    private final FileChannel file;
    private final Path full;

    private SmallFile(FileChannel file, Path full) {
      this.file = file;
      this.full = full;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      if (Files.exists(full)) {
        throw new IOException("No space left on device");
      }
      return file.write(source, position);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
