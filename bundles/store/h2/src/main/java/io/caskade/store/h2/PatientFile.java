package io.caskade.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;

/** An open file whose writes wait for room; everything else is the file's own. */
final class PatientFile extends FileBase {
  private final FileChannel file;
  private final String name;
  private final Room room;

  PatientFile(FileChannel file, String name, Room room) {
    this.file = file;
    this.name = name;
    this.room = room;
    room.opened(name);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return room.patiently(name, () -> file.write(source));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return room.patiently(name, () -> file.write(source, position));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
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
    room.closed(name);
    file.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
