package io.caskade.receivers.files.lines;

import java.util.Optional;

/**
 * Where receivers connect.
 *
 * @param key of newcamd, 28 hexadecimal digits
 */
record Listener(int port, Optional<String> key) {
  /** Without the key. */
  @Override
  public String toString() {
    return "Listener[" + port + "]";
  }
}
