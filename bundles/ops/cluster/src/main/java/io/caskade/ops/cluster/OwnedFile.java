package io.caskade.ops.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this node owned last, in a small file: after a power cut without a database the node that
 * acted goes on. The first line names the process, each other line a right and its epoch. Replaced
 * as a whole (mode 0600).
 */
final class OwnedFile {
  private final Path file;

  OwnedFile(Path file) {
    this.file = file;
  }

  /**
   * What it says.
   *
   * @param process that wrote it, empty when there is none
   * @param epochs by the name of the right
   */
  record Kept(String process, Map<String, Long> epochs) {
    static final Kept NOTHING = new Kept("", Map.of());

    Kept {
      epochs = Map.copyOf(epochs);
    }
  }

  /**
   * @return {@link Kept#NOTHING} when there is none
   * @throws IOException also when it holds something else
   */
  Kept read() throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return Kept.NOTHING;
    }
    var epochs = new TreeMap<String, Long>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      int tab = line.lastIndexOf('\t');
      try {
        epochs.put(line.substring(0, tab), Long.parseLong(line.substring(tab + 1)));
      } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
        throw new IOException(file + " is damaged; it is not used", e);
      }
    }
    return new Kept(lines.isEmpty() ? "" : lines.get(0), epochs);
  }

  void write(Kept kept) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is not the path of a file");
    }
    Files.createDirectories(folder);
    var text = new StringBuilder(kept.process()).append('\n');
    new TreeMap<>(kept.epochs())
        .forEach((name, epoch) -> text.append(name).append('\t').append(epoch).append('\n'));
    Path fresh =
        Files.createTempFile(
            folder,
            file.getFileName() + ".",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
