package io.caskade.store.jpa.changes;

import io.caskade.api.base.Network;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.OperatorNetwork;
import java.util.Map;
import java.util.TreeMap;

/** States as the journal keeps them: one line of JSON. Cards have {@code CardState}. */
public final class StateText {
  private final StringBuilder json = new StringBuilder("{");

  private StateText() {}

  public static String of(OperatorNetwork operated) {
    Network network = operated.network();
    AiringRules airing = operated.policy().airing();
    var text =
        new StateText()
            .add("version", operated.version())
            .add("caSystemId", "%04X".formatted(network.caSystemId()))
            .add("profile", network.profile())
            .add("zone", network.zone().getId())
            .add("legacyPhpZone", network.legacyPhpZone().getId())
            .add("name", operated.policy().name())
            .add("grace", airing.grace().toString());
    airing.maxWindow().ifPresent(window -> text.add("maxWindow", window.toString()));
    operated
        .policy()
        .sharedAddress()
        .ifPresent(address -> text.add("sharedAddress", address.toString()));
    return text.add("billingOnly", operated.policy().billingOnly()).end();
  }

  /** In the order of the names, so that the same detail is always the same text. */
  public static String of(Map<String, String> detail) {
    var text = new StateText();
    new TreeMap<>(detail).forEach(text::add);
    return text.end();
  }

  private StateText add(String name, Object value) {
    if (json.length() > 1) {
      json.append(',');
    }
    quote(name);
    json.append(':');
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
