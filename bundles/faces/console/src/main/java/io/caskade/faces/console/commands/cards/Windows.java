package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.faces.console.commands.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Windows as they are typed: {@code MASK:START:FINISH}. */
public final class Windows {
  private static final int MASK = 8;

  private Windows() {}

  /**
   * Reads a window. Times hold colons themselves, so it is split where both halves are times.
   *
   * @throws CaskadeException MASK_INVALID, FIELD_INVALID
   */
  public static Window read(String text, ZoneId zone) {
    if (text.length() <= MASK || text.charAt(MASK) != ':') {
      throw invalid(text);
    }
    ProductMask mask = ProductMask.parse(text.substring(0, MASK));
    for (int at = text.indexOf(':', MASK + 1); at > 0; at = text.indexOf(':', at + 1)) {
      Optional<Instant> start = time(text.substring(MASK + 1, at), zone);
      Optional<Instant> finish = time(text.substring(at + 1), zone);
      if (start.isPresent() && finish.isPresent()) {
        return new Window(mask, start.get(), finish.get());
      }
    }
    throw invalid(text);
  }

  /**
   * The window of a card that has one or none, with what is given put in its place.
   *
   * @throws CaskadeException FIELD_INVALID when several windows could be meant, or a new one is not
   *     given as a whole
   */
  static Window change(
      Sold sold, Optional<ProductMask> mask, Optional<Instant> start, Optional<Instant> finish) {
    if (sold.windows().size() > 1) {
      throw new CaskadeException(
          ErrorCode.FIELD_INVALID, "window", "the card has several; give all of them as --window");
    }
    Optional<Window> now = sold.windows().stream().findFirst();
    return new Window(
        mask.or(() -> now.map(Window::products)).orElseThrow(() -> missing("packages")),
        start.or(() -> now.map(Window::start)).orElseThrow(() -> missing("start")),
        finish.or(() -> now.map(Window::finish)).orElseThrow(() -> missing("finish")));
  }

  private static Optional<Instant> time(String text, ZoneId zone) {
    try {
      return Optional.of(Times.read(text, zone));
    } catch (CaskadeException e) {
      // Not a place to split at: the next colon is tried.
      return Optional.empty();
    }
  }

  private static CaskadeException missing(String field) {
    return new CaskadeException(
        ErrorCode.FIELD_INVALID, field, "nothing was sold to the card yet, so it is needed");
  }

  private static CaskadeException invalid(String text) {
    return new CaskadeException(
        ErrorCode.FIELD_INVALID, "window", text + ": 00000001:2026-01-01:2027-01-01");
  }
}
