package io.caskade.receivers.files.lines;

import io.caskade.lib.oscamconf.OscamReader;
import java.util.List;
import java.util.stream.Collectors;

/** Readers of oscam.server; those over UDP are there and disabled. */
final class OscamForm {
  private OscamForm() {}

  static String written(List<Connection> ways) {
    LineProtocol chosen = ways.get(0).protocol();
    return ways.stream()
        .map(way -> reader(way, way.protocol() == chosen).section())
        .collect(Collectors.joining("\n"));
  }

  private static OscamReader reader(Connection way, boolean enabled) {
    String protocol = way.protocol() == LineProtocol.CAMD35 ? "cs357x" : way.protocol().written();
    return new OscamReader(
        way.user() + "-" + protocol + (way.fallOver() ? "-fallover" : "-main"),
        enabled,
        protocol,
        way.host(),
        way.port(),
        way.user(),
        way.password(),
        way.key(),
        way.caid(),
        way.fallOver());
  }
}
