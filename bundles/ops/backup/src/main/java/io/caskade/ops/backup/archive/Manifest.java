package io.caskade.ops.backup.archive;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.dump.SchemaLevel;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup says of itself; its first part. Lines of {@code name=value} in UTF-8.
 *
 * @param build version of the head-end that made it
 * @param headEnd tells head-ends apart: derived from the vault, which no two of them share
 * @param networks names and CA_system_ids of the operator networks
 */
public record Manifest(
    String build, SchemaLevel schema, String headEnd, List<String> networks, Instant at) {
  static final String PART = "manifest";

  private static final String FORM = "1";

  public Manifest {
    networks = List.copyOf(networks);
  }

  byte[] toBytes() {
    String text =
        String.join(
                "\n",
                "form=" + FORM,
                "build=" + line(build),
                "schema=" + String.join(",", schema.changesets()),
                "headEnd=" + line(headEnd),
                "networks=" + line(String.join(",", networks)),
                "at=" + at)
            + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /**
   * @throws CaskadeException BACKUP_INVALID, SEAL_NEWER
   */
  static Manifest of(byte[] bytes) {
    Map<String, String> values = new TreeMap<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    String form = values.getOrDefault("form", "?");
    if (!form.equals(FORM)) {
      throw new CaskadeException(ErrorCode.SEAL_NEWER, form, FORM);
    }
    try {
      return new Manifest(
          value(values, "build"),
          new SchemaLevel(list(value(values, "schema"))),
          value(values, "headEnd"),
          list(value(values, "networks")),
          Instant.parse(value(values, "at")));
    } catch (DateTimeException e) {
      throw new CaskadeException(e, ErrorCode.BACKUP_INVALID, "its manifest tells no time");
    }
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new CaskadeException(ErrorCode.BACKUP_INVALID, "its manifest tells no " + name);
    }
    return value;
  }
}
