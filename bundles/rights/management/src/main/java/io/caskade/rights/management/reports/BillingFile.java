package io.caskade.rights.management.reports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.ProductMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of billing: lines {@code serial;mask;finish}, or with commas, with or without a line of
 * headings. The mask has eight hexadecimal digits. The finish is an instant of RFC 3339, seconds
 * since 1970, or a local date with or without time ({@code 2026-12-31}, {@code
 * 2026-12-31T23:59:59}, {@code 31.12.2026 23:59}) in the network's zone; a date alone lasts until
 * its last second. A card on several lines has all of their products.
 */
final class BillingFile {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("[uuuu-MM-dd'T'HH:mm[:ss]][uuuu-MM-dd HH:mm[:ss]][uuuu-MM-dd]")
          .appendPattern("[dd.MM.uuuu HH:mm[:ss]][dd.MM.uuuu]")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private BillingFile() {}

  /**
   * @throws CaskadeException FIELD_INVALID with the number of the line that cannot be read
   */
  static Map<CardSerial, List<Line>> read(String text, ZoneId zone) {
    Map<CardSerial, List<Line>> cards = new TreeMap<>();
    long number = 1;
    try (var reader = CsvReader.builder().fieldSeparator(separator(text)).ofCsvRecord(text)) {
      for (CsvRecord fields : reader) {
        number = fields.getStartingLineNumber();
        if (number > 1
            || !fields.getField(0).strip().toLowerCase(Locale.ROOT).startsWith("serial")) {
          Map.Entry<CardSerial, Line> line = line(fields, zone);
          cards.computeIfAbsent(line.getKey(), serial -> new ArrayList<>()).add(line.getValue());
        }
      }
      return cards;
    } catch (CaskadeException | CsvParseException | DateTimeException e) {
      throw new CaskadeException(
          ErrorCode.FIELD_INVALID, "file", "line " + number + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  private static char separator(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return first.contains(";") ? ';' : ',';
  }

  private static Map.Entry<CardSerial, Line> line(CsvRecord fields, ZoneId zone) {
    if (fields.getFieldCount() < 3) {
      throw new DateTimeException("serial, mask and finish are wanted");
    }
    return Map.entry(
        CardSerial.parse(fields.getField(0)),
        new Line(
            ProductMask.parse(fields.getField(1).strip()),
            finish(fields.getField(2).strip(), zone)));
  }

  private static Instant finish(String text, ZoneId zone) {
    if (text.matches("[0-9]{1,10}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    if (text.endsWith("Z") || text.matches(".*T.*[+-][0-9]{2}:[0-9]{2}")) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }
    TemporalAccessor local = LOCAL.parseBest(text, LocalDateTime::from, LocalDate::from);
    LocalDateTime end =
        local instanceof LocalDateTime time
            ? time
            : LocalDate.from(local).atTime(LocalTime.of(23, 59, 59));
    return end.atZone(zone).toInstant();
  }

  /** What billing sold, until when. */
  record Line(ProductMask products, Instant finish) {}
}
