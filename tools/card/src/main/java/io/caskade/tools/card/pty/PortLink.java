package io.caskade.tools.card.pty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A name of the user's choice for a device: a symbolic link that goes with its maker. */
public final class PortLink implements AutoCloseable {
  private final Path link;
  private final Path device;

  /**
   * @throws IOException when there is something of that name already: it stays
   */
  public PortLink(Path link, Path device) throws IOException {
    this.link = link;
    this.device = device;
    Files.createSymbolicLink(link, device);
  }

  /** The link. */
  public Path path() {
    return link;
  }

  /** Removes the link, if it is still this one. */
  @Override
  public void close() throws IOException {
    if (Files.isSymbolicLink(link)
        && Files.exists(link, LinkOption.NOFOLLOW_LINKS)
        && Files.readSymbolicLink(link).equals(device)) {
      Files.delete(link);
    }
  }
}
