package io.caskade.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.ops.MetricFamily;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Dashboard, rules and what this bundle shows itself use the names of {@code docs/watching.md}.
 * That those are the names which a whole head-end shows is tested on a whole head-end ({@code
 * itests/process}).
 */
class DocumentedNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("caskade.root"));
  private static final Pattern ROW = Pattern.compile("^\\| (`caskade_.*`) \\| (\\w+) \\|");
  private static final Pattern NAME = Pattern.compile("caskade_[a-z0-9_]+");

  /** Names as they are scraped. */
  private static TreeSet<String> scraped() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    documented()
        .forEach(
            (name, kind) -> {
              switch (kind) {
                case "counter" -> names.add(name + "_total");
                case "histogram" ->
                    names.addAll(List.of(name + "_bucket", name + "_sum", name + "_count"));
                default -> names.add(name);
              }
            });
    return names;
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/watching.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        Matcher name = NAME.matcher(row.group(1));
        while (name.find()) {
          kinds.put(name.group(), row.group(2));
        }
      }
    }
    return kinds;
  }

  private static List<String> expressions(JsonNode node) {
    List<String> found = new ArrayList<>();
    for (JsonNode value : node.findValues("expr")) {
      found.add(value.asText());
    }
    return found;
  }

  private static void assertKnown(String where, String text) throws IOException {
    Matcher name = NAME.matcher(text);
    boolean any = false;
    while (name.find()) {
      any = true;
      assertThat(scraped()).as("%s: %s", where, text).contains(name.group());
    }
    assertThat(any || text.startsWith("up{")).as("%s asks for something: %s", where, text).isTrue();
  }

  @Test
  void everyPanelAsksForAMetricThatExists() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(ROOT.resolve("config/grafana/caskade.json").toFile());
    List<String> expressions = expressions(dashboard);
    assertThat(expressions).hasSizeGreaterThan(30);
    for (String expression : expressions) {
      assertKnown("panel", expression);
    }
    for (JsonNode panel : dashboard.get("panels")) {
      boolean row = panel.get("type").asText().equals("row");
      assertThat(row || !expressions(panel).isEmpty()).as(panel.get("title").asText()).isTrue();
    }
    assertKnown("variable", dashboard.findPath("query").findPath("query").asText("caskade_build"));
  }

  @Test
  void everyRuleAsksForAMetricThatExists() throws IOException {
    List<String> rules =
        Files.readAllLines(ROOT.resolve("config/prometheus/caskade-alerts.yml")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("expr: "))
            .map(line -> line.substring("expr: ".length()))
            .toList();
    assertThat(rules).hasSizeGreaterThan(15);
    for (String rule : rules) {
      assertKnown("rule", rule);
    }
  }

  @Test
  void prometheusTakesTheRules() throws Exception {
    assertPromtool(
        "check", "rules", ROOT.resolve("config/prometheus/caskade-alerts.yml").toString());
  }

  @Test
  void whatThisBundleShowsItselfIsDocumentedAndTakenByPrometheus() throws Exception {
    PlayedEndpoint endpoint = new PlayedEndpoint("ecmg", "main");
    try (GcPauses pauses = new GcPauses(ManagementFactory.getGarbageCollectorMXBeans())) {
      List<MetricFamily> families =
          new Harvest(() -> 1_000)
              .gather(
                  List.of(
                      new EndpointMetrics(() -> List.of(endpoint)),
                      new AlarmMetrics(() -> List.of(endpoint)),
                      new JvmMetrics(),
                      pauses));
      Map<String, String> documented = documented();
      for (MetricFamily family : families) {
        assertThat(documented)
            .containsEntry(
                "caskade_" + family.name(), family.kind().name().toLowerCase(Locale.ROOT));
      }
      StringWriter text = new StringWriter();
      Exposition.write(Exposition.contentType("text/plain"), text, families);
      Path file = Files.createTempFile("caskade-metrics", ".txt");
      try {
        Files.writeString(file, text.toString());
        assertPromtool("check", "metrics", "<" + file);
      } finally {
        Files.delete(file);
      }
    }
  }

  /** Left out where Prometheus is not installed; the last argument may be an input. */
  private static void assertPromtool(String... arguments) throws Exception {
    Path tool = Path.of("/usr/bin/promtool");
    assumeThat(Files.isExecutable(tool)).as("promtool of the package prometheus").isTrue();
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    for (String argument : arguments) {
      if (argument.startsWith("<")) {
        process.redirectInput(Path.of(argument.substring(1)).toFile());
      } else {
        command.add(argument);
      }
    }
    Process running = process.command(command).start();
    String said = new String(running.getInputStream().readAllBytes());
    assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
    // 3: suggestions about style, such as a name that ends in its kind.
    assertThat(running.exitValue()).as(said).isIn(0, 3);
  }
}
