package io.caskade.ops.airwatch.source;

import java.nio.file.Path;

/** Where a probe listens. */
public sealed interface Origin {
  /**
   * A UDP port.
   *
   * @param host own address, or a multicast group to join
   * @param networkInterface on which the group is joined; empty takes the first that can
   */
  record Udp(String host, int port, String networkInterface) implements Origin {
    @Override
    public String toString() {
      return "udp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * A file, played at its own speed.
   *
   * @param looped begins again at its end
   */
  record InFile(Path path, boolean looped) implements Origin {
    @Override
    public String toString() {
      return "file:" + path;
    }
  }
}
