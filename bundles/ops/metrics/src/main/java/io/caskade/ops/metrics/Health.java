package io.caskade.ops.metrics;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.rights.CardTable;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the head-end lives, and whether it is ready for everything. It only looks: whatever it
 * says, ECMs and EMMs go on.
 */
final class Health {
  private static final String ECMG = "ecmg";

  private final Supplier<List<Endpoint>> endpoints;
  private final Supplier<@Nullable CardTable> cards;
  private final DatabaseProbe database;

  /**
   * One thing that was looked at.
   *
   * @param part its name, the same in every language
   * @param reason why it is not well, or a few words when it is
   */
  record Part(String part, boolean well, String reason) {}

  Health(
      Supplier<List<Endpoint>> endpoints,
      Supplier<@Nullable CardTable> cards,
      DatabaseProbe database) {
    this.endpoints = endpoints;
    this.cards = cards;
    this.database = database;
  }

  /** The process, and each ECMG listener that nobody stopped. */
  List<Part> live(Locale locale) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("process", true, text(locale, "process")));
    List<Endpoint> listeners = listeners();
    if (listeners.isEmpty()) {
      parts.add(new Part(ECMG, false, text(locale, "noListener")));
    }
    for (Endpoint listener : listeners) {
      EndpointState state = listener.state();
      boolean well = state == EndpointState.RUNNING || state == EndpointState.STOPPED;
      parts.add(new Part(ECMG + " " + listener.name(), well, listener.detail()));
    }
    return parts;
  }

  /** Database, cards in memory, and a listener that takes control words. */
  List<Part> ready(Locale locale) {
    return List.of(database(locale), cards(locale), listener(locale));
  }

  private Part database(Locale locale) {
    DatabaseProbe.Verdict verdict = database.ask();
    if (verdict instanceof DatabaseProbe.Verdict.Fine) {
      return new Part("database", true, text(locale, "databaseAnswers"));
    }
    return new Part("database", false, trouble(locale, verdict));
  }

  private static String trouble(Locale locale, DatabaseProbe.Verdict verdict) {
    if (verdict instanceof DatabaseProbe.Verdict.Refused refused) {
      CaskadeException reason = refused.reason();
      return reason.text(locale) + " " + reason.cure(locale);
    }
    if (verdict instanceof DatabaseProbe.Verdict.Silent silent) {
      return text(locale, "databaseSilent", silent.patience().toSeconds());
    }
    if (verdict instanceof DatabaseProbe.Verdict.Failed) {
      return text(locale, "databaseFailed");
    }
    return text(locale, "databaseMissing");
  }

  private Part cards(Locale locale) {
    CardTable table = cards.get();
    boolean well = table != null && table.ready();
    return new Part("cards", well, text(locale, well ? "cardsLoaded" : "cardsMissing"));
  }

  private Part listener(Locale locale) {
    List<Endpoint> listeners = listeners();
    for (Endpoint listener : listeners) {
      if (listener.state() == EndpointState.RUNNING) {
        return new Part(ECMG, true, text(locale, "listenerRuns", listener.name()));
      }
    }
    String reason =
        listeners.isEmpty()
            ? text(locale, "noListener")
            : text(locale, "noListenerRuns", listeners.get(0).detail());
    return new Part(ECMG, false, reason);
  }

  private List<Endpoint> listeners() {
    return endpoints.get().stream().filter(endpoint -> endpoint.kind().equals(ECMG)).toList();
  }

  private static String text(Locale locale, String key, Object... arguments) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "io.caskade.ops.metrics.health",
            locale,
            Health.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(key), locale).format(arguments);
  }
}
