package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/watching.md}: types of metrics by their names. */
final class DocumentedMetrics {
  /** Shown by a node of a pair with one database. */
  static final String CLUSTER = "caskade_cluster_";

  /** Shown by a node of a pair without one. */
  static final String REPLICA = "caskade_replica_";

  /** Shown by an edge node. */
  static final String EDGE = "caskade_edge_";

  private static final Pattern ROW = Pattern.compile("^\\| (`caskade_.*`) \\| (\\w+) \\|");
  private static final Pattern NAME = Pattern.compile("caskade_[a-z0-9_]+");

  private DocumentedMetrics() {}

  /** What a head-end shows that belongs to no pair and asks no core. */
  static Map<String, String> alone() throws IOException {
    Map<String, String> kinds = all();
    kinds
        .keySet()
        .removeIf(name -> List.of(CLUSTER, REPLICA, EDGE).stream().anyMatch(name::startsWith));
    assertThat(kinds).hasSizeGreaterThan(50);
    return kinds;
  }

  /** Compares what a node of a pair shows of it with what is documented. */
  static void requireShown(HeadEnd headEnd, String prefix) throws Exception {
    Map<String, String> documented = all();
    documented.keySet().removeIf(name -> !name.startsWith(prefix));
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(headEnd.address() + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Map<String, String> shown = new TreeMap<>(Scrape.of(answer).types());
    shown.keySet().removeIf(name -> !name.startsWith(prefix));
    assertThat(shown).isNotEmpty().isEqualTo(documented);
  }

  private static Map<String, String> all() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    Path page = Path.of(System.getProperty("caskade.script")).resolveSibling("docs/watching.md");
    for (String line : Files.readAllLines(page)) {
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
}
