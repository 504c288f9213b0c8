package io.caskade.ecm.profiletvcas3;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ecm.CardCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Card dates (tvcas3 chapter 3.3), 16 bits: decade since 1990 (3), day of month (5), last digit of
 * the year (4), month (4). The range is 1990 to 2069.
 *
 * <p>An EMM needs two of them. The offsets of the zone are therefore laid out once, so that a date
 * costs one search in at most a few hundred transitions and no object that lives on.
 */
final class CardDates {
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2069;
  private static final int SECONDS_PER_DAY = 86_400;

  /** Offsets reach 18 hours; nothing further away from the range can fall into it. */
  private static final Instant EARLIEST = Instant.parse("1989-12-30T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2070-01-03T00:00:00Z");

  private final int shift;

  /** Seconds at which the offset changes, ascending. */
  private final long[] changes;

  /** Offset before the first change, then the one after each. */
  private final int[] offsets;

  CardDates(CardCalendar calendar) {
    shift = calendar.panelOffset().getTotalSeconds() - calendar.legacyOffset().getTotalSeconds();
    ZoneRules rules = calendar.legacyZone().getRules();
    List<ZoneOffsetTransition> transitions = transitions(rules);
    changes = transitions.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
    offsets = new int[changes.length + 1];
    offsets[0] = rules.getOffset(EARLIEST).getTotalSeconds();
    for (int i = 0; i < changes.length; i++) {
      offsets[i + 1] = transitions.get(i).getOffsetAfter().getTotalSeconds();
    }
  }

  private static List<ZoneOffsetTransition> transitions(ZoneRules rules) {
    List<ZoneOffsetTransition> found = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(EARLIEST);
    while (next != null && next.getInstant().isBefore(LATEST)) {
      found.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return found;
  }

  /**
   * The date that a card shows for a Unix time.
   *
   * @throws CaskadeException DATE_OUT_OF_RANGE when the day lies outside 1990 to 2069
   */
  int date(long unixTime) {
    long time = unixTime + shift;
    if (time < EARLIEST.getEpochSecond() || time >= LATEST.getEpochSecond()) {
      throw outOfRange(unixTime);
    }
    int place = Arrays.binarySearch(changes, time);
    int offset = offsets[place >= 0 ? place + 1 : -place - 1];
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time + offset, SECONDS_PER_DAY));
    int year = day.getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw outOfRange(unixTime);
    }
    return encoded(day);
  }

  /** A day of 1990 to 2069 as a card date. */
  static int encoded(LocalDate day) {
    int year = day.getYear();
    return ((year - FIRST_YEAR) / 10) << 13
        | day.getDayOfMonth() << 8
        | (year % 10) << 4
        | day.getMonthValue();
  }

  private static CaskadeException outOfRange(long unixTime) {
    String date = Instant.ofEpochSecond(unixTime).toString();
    return new CaskadeException(ErrorCode.DATE_OUT_OF_RANGE, date);
  }
}
