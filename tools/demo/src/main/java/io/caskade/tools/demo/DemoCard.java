package io.caskade.tools.demo;

import io.caskade.api.base.CardSerial;
import java.nio.file.Path;

/**
 * A card of the demo.
 *
 * @param role for the table: paid, unpaid, expired
 * @param keyFile with the card's own key in hexadecimal digits
 */
record DemoCard(
    String role, CardSerial serial, String packages, String start, String finish, Path keyFile) {

  /** The console command that adds it. */
  String addCommand() {
    return String.join(
        " ",
        "cas:card-add",
        "--key-file",
        keyFile.toString(),
        serial.toString(),
        packages,
        start,
        finish);
  }
}
