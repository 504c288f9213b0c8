package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.Network;
import io.caskade.api.rights.Card;

/**
 * States as the journal keeps them: one line of JSON with identifiers and rights. A card's key,
 * also wrapped, is not among them.
 */
final class StateText {
  private final StringBuilder json = new StringBuilder("{");

  private StateText() {}

  static String of(Card card) {
    CardRights rights = card.rights();
    return new StateText()
        .add("version", card.version())
        .add("status", card.status().name())
        .add("region", card.region())
        .add("products", rights.products().toString())
        .add("start", rights.start().toString())
        .add("finish", rights.finish().toString())
        .add("paired", rights.paired())
        .add("protected", rights.protectedCard())
        .add("latestFinish", card.latestFinish().toString())
        .end();
  }

  static String of(Network network) {
    return new StateText()
        .add("caSystemId", "%04X".formatted(network.caSystemId()))
        .add("profile", network.profile())
        .add("zone", network.zone().getId())
        .add("legacyPhpZone", network.legacyPhpZone().getId())
        .end();
  }

  private StateText add(String name, Object value) {
    if (json.length() > 1) {
      json.append(',');
    }
    json.append('"').append(name).append("\":");
    if (value instanceof String text) {
      quote(text);
    } else {
      json.append(value);
    }
    return this;
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private String end() {
    return json.append('}').toString();
  }
}
