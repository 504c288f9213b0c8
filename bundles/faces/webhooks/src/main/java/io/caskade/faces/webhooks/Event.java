package io.caskade.faces.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.caskade.api.ops.Alarm;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.journal.CardState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sealed change, or an alarm, as a webhook is told.
 *
 * @param body JSON: {@code seq, id, at, operation, network, target}, and of a card its present
 *     state as {@code card} ({@link CardState}: identifiers and rights, no key, no personal data)
 */
record Event(long seq, UUID id, String body) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param card its present row; null when something else changed
   */
  static Event of(SealedChange change, @Nullable Card card) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("seq", change.seq());
      json.writeStringField("id", change.changeId().toString());
      json.writeStringField("at", change.at().toString());
      json.writeStringField("operation", change.operation());
      json.writeStringField("network", change.network().value());
      json.writeStringField("target", change.target());
      if (card != null) {
        json.writeFieldName("card");
        json.writeRawValue(CardState.of(card).toJson());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
    return new Event(change.seq(), change.changeId(), text.toString());
  }

  /**
   * An alarm, which is no change of the feed: its number is 0.
   *
   * @param operation what became of the alarm
   * @param at when
   */
  static Event of(String operation, Alarm alarm, Instant at) {
    UUID id = UUID.randomUUID();
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", id.toString());
      json.writeStringField("at", at.toString());
      json.writeStringField("operation", operation);
      json.writeStringField("code", alarm.code().name());
      json.writeStringField("severity", alarm.code().severity().name());
      json.writeStringField("subject", alarm.subject());
      json.writeStringField("since", alarm.since().toString());
      json.writeStringField("text", alarm.text(Locale.ENGLISH));
      json.writeStringField("cure", alarm.cure(Locale.ENGLISH));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
    return new Event(0, id, text.toString());
  }
}
