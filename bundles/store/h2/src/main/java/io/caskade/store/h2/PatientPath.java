package io.caskade.store.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.List;
import org.h2.store.fs.FilePath;

/**
 * The files of {@code jdbc:h2:patient:PATH}: those of PATH, whose writes wait for room. H2 does not
 * survive a write that fails: it closes the database under its connections, and whoever uses one
 * then may spin in it for ever.
 *
 * <p>Not H2's own wrapper: that one makes its paths by reflection, without what they need.
 */
final class PatientPath extends FilePath {
  static final String SCHEME = "patient";
  private static final String PREFIX = SCHEME + ":";

  private final Room room;
  private final FilePath base;

  private PatientPath(Room room, FilePath base) {
    this.room = room;
    this.base = base;
    name = PREFIX + base;
  }

  /** What is registered: it makes the others. */
  static PatientPath root(Room room) {
    return new PatientPath(room, FilePath.get(""));
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public PatientPath getPath(String path) {
    return of(FilePath.get(path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path));
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = base.open(mode);
    return mode.startsWith("rw") ? new PatientFile(file, base.toString(), room) : file;
  }

  @Override
  public FilePath unwrap() {
    return base;
  }

  @Override
  public long size() {
    return base.size();
  }

  @Override
  public void moveTo(FilePath target, boolean atomicReplace) {
    base.moveTo(target.unwrap(), atomicReplace);
  }

  @Override
  public boolean createFile() {
    return base.createFile();
  }

  @Override
  public boolean exists() {
    return base.exists();
  }

  @Override
  public void delete() {
    base.delete();
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    return base.newDirectoryStream().stream().<FilePath>map(this::of).toList();
  }

  @Override
  public FilePath toRealPath() {
    return of(base.toRealPath());
  }

  @Override
  public FilePath getParent() {
    FilePath parent = base.getParent();
    // Of the root H2 has none either.
    return parent == null ? parent : of(parent);
  }

  @Override
  public boolean isDirectory() {
    return base.isDirectory();
  }

  @Override
  public boolean isRegularFile() {
    return base.isRegularFile();
  }

  @Override
  public boolean isAbsolute() {
    return base.isAbsolute();
  }

  @Override
  public long lastModified() {
    return base.lastModified();
  }

  @Override
  public boolean canWrite() {
    return base.canWrite();
  }

  @Override
  public void createDirectory() {
    base.createDirectory();
  }

  @Override
  public OutputStream newOutputStream(boolean append) throws IOException {
    return base.newOutputStream(append);
  }

  @Override
  public InputStream newInputStream() throws IOException {
    return base.newInputStream();
  }

  @Override
  public boolean setReadOnly() {
    return base.setReadOnly();
  }

  @Override
  public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
    return of(base.createTempFile(suffix, inTempDir));
  }

  private PatientPath of(FilePath path) {
    return new PatientPath(room, path);
  }
}
