package io.caskade.api.rights.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JournalLinesTest {
  /** RFC 5424, 6: HEADER, STRUCTURED-DATA with escaped values, and a message behind the mark. */
  private static final Pattern SYSLOG =
      Pattern.compile(
          "<(\\d{1,3})>1 \\S+ [\\x21-\\x7E]{1,255} caskade - [\\x21-\\x7E]{1,32}"
              + " \\[caskade@32473((?: [a-z]+=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")+)\\]"
              + "(?: \uFEFF.*)?");

  private static final Instant AT = Instant.parse("2026-11-21T12:00:00.123Z");

  private final List<JournalRow> rows =
      List.of(
          row(
              1,
              AT,
              new Actor("ann", "console"),
              "ADD",
              "card:2100000000",
              "OK",
              "",
              "{\"version\":1,\"status\":\"ACTIVE\",\"region\":\"\",\"windows\":[]}"),
          row(
              2,
              AT.plusSeconds(60),
              new Actor("Иван \"I\" [x]", "rest 192.0.2.7"),
              "SUSPEND",
              "card:2100000000",
              "OK",
              "{\"version\":1}",
              "{\"version\":2}"),
          row(
              3,
              Instant.parse("2026-11-21T13:00:00Z"),
              new Actor("eve", "rest"),
              "REFUSED",
              "",
              "forbidden",
              "",
              "{\"needed\":\"cards-sell\"}"),
          row(4, AT, new Actor("ann\nx", "a\\b"), "EXPORT", "journal:", "OK", "", ""),
          row(5, AT, new Actor("ann", ""), "TAM PERED", "card:1", "OK", "{\"a\n\":1}", "text"));

  @Test
  void writesJsonLines() throws IOException {
    assertThat(rows.stream().map(JournalLines::json))
        .containsExactlyElementsOf(golden("rows.jsonl"));
  }

  @Test
  void writesSyslogOfRfc5424() throws IOException {
    assertThat(rows.stream().map(row -> JournalLines.syslog(row, "head-end.example")))
        .containsExactlyElementsOf(golden("rows.syslog"))
        .allMatch(line -> SYSLOG.matcher(line).matches());
  }

  @Test
  void marksARefusalAsAWarning() {
    assertThat(JournalLines.syslog(rows.get(0), "h")).startsWith("<109>1 ");
    assertThat(JournalLines.syslog(rows.get(2), "h")).startsWith("<108>1 ");
  }

  @Test
  void writesAHyphenForAHostWithoutName() {
    assertThat(JournalLines.syslog(rows.get(3), "")).contains("Z - caskade - EXPORT [");
  }

  @Property
  void keepsARowOnALineOfItsOwn(
      @ForAll String actor, @ForAll String source, @ForAll String state, @ForAll String host) {
    JournalRow row =
        row(1, AT, new Actor(actor, source), "ADD", "card:1", "OK", state, "{" + state + "}");
    Matcher line = SYSLOG.matcher(JournalLines.syslog(row, host));
    assertThat(line.matches()).isTrue();
    assertThat(JournalLines.json(row).lines()).hasSizeLessThanOrEqualTo(1);
  }

  private static JournalRow row(
      long seq,
      Instant at,
      Actor actor,
      String operation,
      String target,
      String result,
      String before,
      String after) {
    return new JournalRow(
        seq,
        new UUID(0x0190_0000_0000_7000L, seq),
        at,
        actor,
        operation,
        NetworkId.MAIN,
        target,
        result,
        before,
        after);
  }

  private static List<String> golden(String name) throws IOException {
    try (InputStream file = JournalLinesTest.class.getResourceAsStream("/journal/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
