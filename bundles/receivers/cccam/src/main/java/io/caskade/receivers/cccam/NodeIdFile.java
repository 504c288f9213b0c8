package io.caskade.receivers.cccam;

import io.caskade.lib.cccam.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's node id, made once: receivers remember servers by it, and two servers with one id
 * take each other's cards for their own.
 */
final class NodeIdFile {
  private static final Logger LOG = LoggerFactory.getLogger(NodeIdFile.class);

  private final Path file;
  private final RandomGenerator random;

  /**
   * @param folder made when it is needed
   * @param listener its name
   */
  NodeIdFile(Path folder, String listener, RandomGenerator random) {
    this.file = folder.resolve("cccam-" + listener + ".node");
    this.random = random;
  }

  /** The id that was kept, or one that is kept from now on, or at least until the next start. */
  NodeId get() {
    try {
      return NodeId.parse(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return make();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} holds no node id and is made anew: {}", file, e.getMessage());
      return make();
    }
  }

  private NodeId make() {
    NodeId made = NodeId.partner(random.nextInt(), NodeId.OSCAM);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, made + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn(
          "The node id cannot be kept in {} ({}): receivers see another server after each start",
          file,
          e.getMessage());
    }
    return made;
  }
}
