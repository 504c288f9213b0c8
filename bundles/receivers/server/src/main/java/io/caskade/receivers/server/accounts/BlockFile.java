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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    int damaged = 0;
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      Optional<BlockedAccount> block = parse(line);
      block.ifPresent(blocks::add);
      damaged += block.isEmpty() ? 1 : 0;
    }
    if (damaged > 0) {
      LOG.warn("{} lines of {} are no blocks of accounts and are left out", damaged, path);
    }
    return blocks;
  }

  private static Optional<BlockedAccount> parse(String line) {
    String[] fields = line.split("\t", FIELDS);
    if (fields.length < FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BlockedAccount(
              fields[0], Instant.parse(fields[1]), Instant.parse(fields[2]), fields[3]));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
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
