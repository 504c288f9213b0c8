package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.CardSerial;
import java.util.Optional;

/**
 * What becomes of an account of a file.
 *
 * @param line where it stands, from 1
 * @param written its name in the file
 * @param name its name here, or the one that is proposed
 * @param card its network card; empty when there is none
 */
public record FileAccount(
    int line, String written, String name, State state, Optional<CardSerial> card) {
  /** What was or would be done. */
  public enum State {
    /** A dry run: it would be added. */
    WOULD_ADD,
    ADDED,
    /** An account of this name is there and stays as it is. */
    EXISTS,
    /** A remark about its line says why. */
    REFUSED,
    /** Not reached: the import ended before it. */
    LEFT
  }
}
