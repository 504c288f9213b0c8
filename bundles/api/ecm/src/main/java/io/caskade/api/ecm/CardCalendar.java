package io.caskade.api.ecm;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How a Unix time becomes the calendar day that a card shows (tvcas3 chapter 3.3): time − {@code
 * legacyOffset} + {@code panelOffset}, broken down in {@code legacyZone}.
 *
 * @param panelOffset the panel's offset now
 * @param legacyZone zone of the old PHP interpreter
 * @param legacyOffset offset of that zone now (not at the date)
 */
public record CardCalendar(ZoneOffset panelOffset, ZoneId legacyZone, ZoneOffset legacyOffset) {}
