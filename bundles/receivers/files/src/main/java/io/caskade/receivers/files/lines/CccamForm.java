package io.caskade.receivers.files.lines;

import io.caskade.lib.cccamcfg.CccamCfgWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of CCcam.cfg; those over UDP are commented out, to be used in place of the others. */
final class CccamForm {
  private static final int ANY_PROVIDER = 0;

  private CccamForm() {}

  static String written(List<Connection> ways) {
    LineProtocol chosen = ways.get(0).protocol();
    return ways.stream()
        .map(way -> (way.protocol() == chosen ? "" : "# ") + line(way) + "\n")
        .collect(Collectors.joining());
  }

  private static String line(Connection way) {
    return switch (way.protocol()) {
      case CCCAM -> CccamCfgWriter.cccam(way.host(), way.port(), way.user(), way.password());
      case NEWCAMD ->
          CccamCfgWriter.newcamd(
              way.host(), way.port(), way.user(), way.password(), way.key().orElseThrow());
      case CAMD35 ->
          CccamCfgWriter.camd35(
              way.host(), way.port(), way.user(), way.password(), way.caid(), ANY_PROVIDER);
      case CS378X -> throw new IllegalArgumentException("CCcam does not speak cs378x");
    };
  }
}
