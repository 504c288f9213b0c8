package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.rights.management.FieldRules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a card may hold, looking at nothing but themselves. Dates are those that can
 * be told to a card (tvcas3 chapter 3.2: two digits for the year, 90 to 69).
 */
public final class CardRules {
  /** Length of a card key of the profile tvcas3, in bytes. */
  public static final int KEY_LENGTH = 16;

  /** The longest grace that a network may have: told behind the end of several windows. */
  public static final Duration MAX_GRACE = Duration.ofDays(30);

  /** How long a paired card may be free to learn its host. */
  static final Duration MAX_FREE = Duration.ofDays(30);

  static final Duration MIN_FREE = Duration.ofHours(1);
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2069;
  private static final Instant LONG_BEFORE = Instant.parse("1989-12-01T00:00:00Z");
  private static final Instant LONG_AFTER = Instant.parse("2070-02-01T00:00:00Z");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{0,32}");
  private static final int REASON_LENGTH = 190;

  private CardRules() {}

  /**
   * @throws CaskadeException KEY_LENGTH, REGION_INVALID, FIELD_INVALID and those of the windows
   */
  public static void requireNew(Network network, NewCard card) {
    Sold sold = card.sold();
    requireWindows(network, card.serial(), sold.windows());
    requireRegion(card.region());
    FieldRules.require(
        card.status() == CardStatus.STOCK
            || card.status() == CardStatus.ACTIVE
            || card.status() == CardStatus.SUSPENDED,
        "status",
        "a new card is in stock, active or suspended");
    FieldRules.require(
        sold.freeUntil().isEmpty(), "freeUntil", "a new card is not being paired again");
    requireKey(card.serial(), card.key());
  }

  /**
   * @throws CaskadeException REGION_INVALID and those of the windows
   */
  public static void requireEdit(Network network, CardSerial serial, CardEdit edit) {
    edit.windows().ifPresent(windows -> requireWindows(network, serial, windows));
    edit.region().ifPresent(CardRules::requireRegion);
  }

  /**
   * @throws CaskadeException DATE_OUT_OF_RANGE outside 1990..2069 in one of the network's zones, or
   *     when a date has fractions of a second; WINDOW_INVALID when the finish is before the start;
   *     FIELD_INVALID when there are too many or a product has two windows at the same time
   */
  public static void requireWindows(Network network, CardSerial serial, List<Window> entered) {
    entered.forEach(window -> requireWindow(network, serial, window));
    List<Window> windows = Sold.NOTHING.withWindows(entered).windows();
    FieldRules.require(
        windows.size() <= Sold.MAX_WINDOWS,
        "windows",
        "at most " + Sold.MAX_WINDOWS + " different ones");
    if (windows.size() > 1) {
      // The end of several windows is told with the grace behind it.
      windows.forEach(window -> requireDate(network, window.finish().plus(MAX_GRACE)));
      requireApart(windows);
    }
  }

  /**
   * @throws CaskadeException REGION_INVALID
   */
  public static void requireRegion(String region) {
    if (!REGION.matcher(region).matches()) {
      throw new CaskadeException(ErrorCode.REGION_INVALID, region);
    }
  }

  /**
   * @throws CaskadeException FIELD_INVALID
   */
  static void requireReason(String reason) {
    FieldRules.require(
        !reason.isBlank()
            && reason.length() <= REASON_LENGTH
            && reason.chars().noneMatch(Character::isISOControl),
        "reason",
        "1 to " + REASON_LENGTH + " characters in one line");
  }

  /**
   * @throws CaskadeException FIELD_INVALID
   */
  static void requireFree(Duration free) {
    FieldRules.require(
        free.compareTo(MIN_FREE) >= 0 && free.compareTo(MAX_FREE) <= 0,
        "free",
        "one hour to thirty days");
  }

  private static void requireWindow(Network network, CardSerial serial, Window window) {
    requireDate(network, window.start());
    requireDate(network, window.finish());
    if (window.finish().isBefore(window.start())) {
      throw new CaskadeException(ErrorCode.WINDOW_INVALID, serial, window.start(), window.finish());
    }
  }

  /** One may begin at the second in which another ends. */
  private static void requireApart(List<Window> windows) {
    for (int i = 0; i < windows.size(); i++) {
      for (int j = i + 1; j < windows.size(); j++) {
        Window one = windows.get(i);
        Window other = windows.get(j);
        FieldRules.require(
            !one.products().shares(other.products())
                || !one.start().isBefore(other.finish())
                || !other.start().isBefore(one.finish()),
            "windows",
            "a product has two windows at the same time");
      }
    }
  }

  private static void requireKey(CardSerial serial, @Nullable CardKey key) {
    if (key != null && key.length() != KEY_LENGTH) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH,
          "card " + serial,
          Integer.toString(key.length()),
          Integer.toString(KEY_LENGTH));
    }
  }

  private static void requireDate(Network network, Instant date) {
    if (date.getNano() != 0
        || !sayable(date, network.zone())
        || !sayable(date, network.legacyPhpZone())) {
      throw new CaskadeException(ErrorCode.DATE_OUT_OF_RANGE, date);
    }
  }

  private static boolean sayable(Instant date, ZoneId zone) {
    // Compared as instants first: the far ends of Instant have no calendar year.
    if (date.isBefore(LONG_BEFORE) || date.isAfter(LONG_AFTER)) {
      return false;
    }
    int year = date.atZone(zone).getYear();
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }
}
