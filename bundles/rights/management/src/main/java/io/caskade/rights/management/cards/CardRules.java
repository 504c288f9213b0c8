package io.caskade.rights.management.cards;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** What may be told to a card (tvcas3 chapter 3.2: two digits for the year, 90 to 69). */
final class CardRules {
  /** Length of a card key of the profile tvcas3, in bytes. */
  static final int KEY_LENGTH = 16;

  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2069;
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{0,32}");

  private CardRules() {}

  /**
   * @throws CaskadeException DATE_OUT_OF_RANGE outside 1990..2069 in one of the network's zones, or
   *     when a date has fractions of a second; WINDOW_INVALID when the finish is before the start
   */
  static void requireRights(Network network, CardSerial serial, CardRights rights) {
    requireDate(network, rights.start());
    requireDate(network, rights.finish());
    if (rights.finish().isBefore(rights.start())) {
      throw new CaskadeException(ErrorCode.WINDOW_INVALID, serial, rights.start(), rights.finish());
    }
  }

  /**
   * @throws CaskadeException REGION_INVALID
   */
  static void requireRegion(String region) {
    if (!REGION.matcher(region).matches()) {
      throw new CaskadeException(ErrorCode.REGION_INVALID, region);
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
    if (date.isBefore(Instant.parse("1989-12-01T00:00:00Z"))
        || date.isAfter(Instant.parse("2070-02-01T00:00:00Z"))) {
      return false;
    }
    int year = date.atZone(zone).getYear();
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }
}
