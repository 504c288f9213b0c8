package io.caskade.receivers.files.lines;

import io.caskade.api.rights.receivers.files.LineForm;
import java.util.List;
import java.util.Optional;

/** Which protocols the programs speak, the best one first, and how their lines look. */
final class Forms {
  private Forms() {}

  static List<LineProtocol> protocols(LineForm form) {
    return switch (form) {
      case CCCAM -> List.of(LineProtocol.CCCAM, LineProtocol.NEWCAMD, LineProtocol.CAMD35);
      case OSCAM ->
          List.of(
              LineProtocol.CS378X, LineProtocol.NEWCAMD, LineProtocol.CCCAM, LineProtocol.CAMD35);
      case NEWCAMD, TVHEADEND -> List.of(LineProtocol.NEWCAMD);
    };
  }

  /** What stands beside a protocol over TCP, to be switched to by hand. */
  static Optional<LineProtocol> overUdp(LineForm form, LineProtocol chosen) {
    return switch (form) {
      case CCCAM, OSCAM ->
          chosen == LineProtocol.CAMD35 ? Optional.empty() : Optional.of(LineProtocol.CAMD35);
      case NEWCAMD, TVHEADEND -> Optional.empty();
    };
  }

  /**
   * @param ways of the chosen protocol first; of another one those that are switched off
   */
  static String written(LineForm form, List<Connection> ways) {
    return switch (form) {
      case CCCAM -> CccamForm.written(ways);
      case OSCAM -> OscamForm.written(ways);
      case NEWCAMD -> NewcamdForm.written(ways);
      case TVHEADEND -> TvheadendForm.written(ways);
    };
  }
}
