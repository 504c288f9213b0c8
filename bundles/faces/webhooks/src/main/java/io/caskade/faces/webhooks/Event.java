package io.caskade.faces.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.journal.CardState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sealed change as a webhook is told.
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
}
