package io.caskade.receivers.files.lines;

import io.caskade.lib.cccamcfg.CccamCfgWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of MgCamd's newcamd.list. */
final class NewcamdForm {
  private NewcamdForm() {}

  static String written(List<Connection> ways) {
    return ways.stream().map(way -> line(way) + "\n").collect(Collectors.joining());
  }

  private static String line(Connection way) {
    return "CWS = %s %d %s %s %s wan %s"
        .formatted(
            way.host(),
            way.port(),
            way.user(),
            way.password(),
            CccamCfgWriter.bytes(way.key().orElseThrow()),
            way.user() + (way.fallOver() ? "-fallover" : "-main"));
  }
}
