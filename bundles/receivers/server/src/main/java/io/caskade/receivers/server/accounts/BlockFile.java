package io.caskade.receivers.server.accounts;

import io.caskade.api.receivers.BlockedAccount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks of accounts on disk, replaced as a whole. A line each: name, begin, end and reason,
 * separated by tabs; times as ISO 8601.
 */
final class BlockFile {
  private static final Logger LOG = LoggerFactory.getLogger(BlockFile.class);
  private static final int FIELDS = 4;

  private final Path path;

  BlockFile(Path path) {
    this.path = path;
  }

  /** What was kept; a line that cannot be read is said and left out. */
  List<BlockedAccount> read() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    List<BlockedAccount> blocks = new ArrayList<>();
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      String[] fields = line.split("\t", FIELDS);
      try {
        if (fields.length < FIELDS) {
          throw new DateTimeException("it has " + fields.length + " fields");
        }
        blocks.add(
            new BlockedAccount(
                fields[0], Instant.parse(fields[1]), Instant.parse(fields[2]), fields[3]));
      } catch (DateTimeException e) {
        LOG.warn("A line of {} is no block of an account: {}", path, e.getMessage());
      }
    }
    return blocks;
  }

  /** Writes through to the disk, then renames. */
  void write(Collection<BlockedAccount> blocks) throws IOException {
    var text = new StringBuilder();
    for (BlockedAccount block : blocks) {
      text.append(block.name())
          .append('\t')
          .append(block.since())
          .append('\t')
          .append(block.until())
          .append('\t')
          .append(block.why())
          .append('\n');
    }
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Path next = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
