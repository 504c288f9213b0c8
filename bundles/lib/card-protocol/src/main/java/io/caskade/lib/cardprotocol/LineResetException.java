package io.caskade.lib.cardprotocol;

import java.io.IOException;

/**
 * The reader pulled the card's reset line. A card's end of a line throws it once for each pulse,
 * from whatever call is in progress or comes next; characters from before the pulse are forgotten.
 */
public final class LineResetException extends IOException {
  private static final long serialVersionUID = 1L;

  public LineResetException() {
    super("reset");
  }
}
