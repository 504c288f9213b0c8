package io.caskade.faces.console.commands;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All about one thing: fields and tables, one below the other, or one JSON object. */
public final class Sheet {
  private final Output output;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private ZoneId zone = ZoneOffset.UTC;

  Sheet(Output output) {
    this.output = output;
  }

  /** Times are shown in this zone; in JSON they stay in UTC. */
  public Sheet in(ZoneId shown) {
    zone = shown;
    return this;
  }

  /** A value: see {@link Cells} for what it may be. */
  public Sheet put(String key, @Nullable Object value) {
    fields.put(key, value);
    return this;
  }

  public Sheet table(String key, Table table) {
    tables.put(key, table);
    return this;
  }

  public void print() {
    if (output.json()) {
      List<@Nullable Object> values = new ArrayList<>();
      values.addAll(fields.values());
      values.addAll(tables.values());
      var keys = new ArrayList<String>(fields.keySet());
      keys.addAll(tables.keySet());
      output.stream().println(Json.object(keys, values));
      return;
    }
    Texts texts = output.texts();
    int width = fields.keySet().stream().mapToInt(k -> texts.heading(k).length()).max().orElse(1);
    fields.forEach(
        (key, value) ->
            output.line(
                String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %s",
                        texts.heading(key),
                        Cells.shown(value, texts, zone))
                    .stripTrailing()));
    tables.forEach(
        (key, table) -> {
          output.line("");
          output.line(texts.heading(key));
          table.print();
        });
  }
}
