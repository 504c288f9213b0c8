package io.caskade.api.rights.journal;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A card as the journal keeps it: identifiers and rights, never a key, also not wrapped. In {@link
 * JournalRow} it is one line of JSON, at most 4,000 characters with {@value Sold#MAX_WINDOWS}
 * windows:
 *
 * <pre>
 * {"version":2,"status":"ACTIVE","region":"north",
 *  "windows":["00000011/2026-01-01T00:00:00Z/2026-12-31T23:59:59Z"],
 *  "paired":true,"freeUntil":"2026-03-01T00:00:00Z","protected":false,
 *  "latestFinish":"2026-12-31T23:59:59Z","subscriber":"17","setTopBox":"A1","parent":2100000000}
 * </pre>
 *
 * A window is mask, start and finish, joined by slashes. What is empty in {@code freeUntil}, {@code
 * subscriber}, {@code setTopBox} and {@code parent} is left out.
 */
public record CardState(
    long version,
    CardStatus status,
    String region,
    Sold sold,
    Instant latestFinish,
    CardHolder holder) {

  public static CardState of(Card card) {
    return new CardState(
        card.version(),
        card.status(),
        card.region(),
        card.sold(),
        card.latestFinish(),
        card.holder());
  }

  public String toJson() {
    var json =
        new JsonLine()
            .add("version", version)
            .add("status", status.name())
            .add("region", region)
            .add("windows", sold.windows().stream().map(CardState::text).toList())
            .add("paired", sold.paired());
    sold.freeUntil().ifPresent(at -> json.add("freeUntil", at.toString()));
    json.add("protected", sold.protectedCard()).add("latestFinish", latestFinish.toString());
    holder.subscriber().ifPresent(id -> json.add("subscriber", id));
    holder.setTopBox().ifPresent(id -> json.add("setTopBox", id));
    holder.parent().ifPresent(serial -> json.add("parent", serial.value()));
    return json.end();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static CardState parse(String json) {
    try {
      var fields = JsonFields.parse(json);
      return new CardState(
          fields.number("version"),
          CardStatus.valueOf(fields.text("status")),
          fields.text("region"),
          new Sold(
              windows(fields.texts("windows")),
              fields.truth("paired"),
              fields.textIfAny("freeUntil").map(Instant::parse),
              fields.truth("protected")),
          Instant.parse(fields.text("latestFinish")),
          new CardHolder(
              fields.textIfAny("subscriber"),
              fields.textIfAny("setTopBox"),
              fields.numberIfAny("parent").map(CardSerial::new)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not the state of a card: " + e.getMessage(), e);
    }
  }

  /** As {@link #parse}; empty when it is something else, such as the detail of a note on a card. */
  public static Optional<CardState> read(String json) {
    try {
      return Optional.of(parse(json));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Window window) {
    return window.products() + "/" + window.start() + "/" + window.finish();
  }

  private static List<Window> windows(List<String> texts) {
    var windows = new ArrayList<Window>(texts.size());
    for (String text : texts) {
      String[] parts = text.split("/", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException("a window is mask/start/finish");
      }
      windows.add(
          new Window(
              ProductMask.parse(parts[0]), Instant.parse(parts[1]), Instant.parse(parts[2])));
    }
    return windows;
  }
}
