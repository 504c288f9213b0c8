package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What README.md and docs/rest.md tell people to type, typed into bash in its order. */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "a start of a head-end is too long for the fast suite")
final class RestExamplesTest {
  private static final Duration ALL_OF_THEM = Duration.ofMinutes(3);
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  /** Each curl also leaves method, address and status; the rest is as in the pages. */
  private static final String NOTES =
      """
      set -eu
      trap 'echo "line $LINENO failed: $BASH_COMMAND" >&2' ERR
      curl() { command curl -w '%{stderr}%{method} %{http_code} %{url_effective}\\n' "$@" 2>>"$NOTES"; }
      """;

  @Test
  void everyExampleOfThePagesWorksInItsOrder() throws Exception {
    List<String> examples = new ArrayList<>();
    for (String page : List.of("docs/rest.md", "README.md")) {
      examples.addAll(examples(page));
    }
    try (HeadEnd headEnd = new HeadEnd("rest-examples")) {
      headEnd.start();
      headEnd.awaitManagement();
      Path notes = headEnd.file("statuses.txt");

      String said = run(headEnd, notes, NOTES + String.join("\n", examples));

      List<String> statuses = Files.readAllLines(notes);
      assertThat(statuses)
          .as(said)
          .hasSize(calls(examples))
          .allMatch(line -> line.matches("[A-Z]+ 20[0-4] .*"));
      assertThat(statuses)
          .as("a new record is 201, a job 202")
          .filteredOn(line -> line.matches("POST .*/(subscribers|services|cards|users|tokens)"))
          .hasSizeGreaterThan(5)
          .allMatch(line -> line.startsWith("POST 201 "));
      assertThat(statuses)
          .filteredOn(line -> line.matches("POST .*/jobs"))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("POST 202 "));
      System.out.printf("%d curl lines of the pages work%n", statuses.size());
    }
  }

  private static List<String> examples(String page) throws IOException {
    String text = Files.readString(root().resolve(page));
    List<String> found =
        EXAMPLE
            .matcher(text)
            .results()
            .map(example -> example.group(1))
            .filter(example -> example.contains("curl "))
            .toList();
    assertThat(found).as("examples of " + page).isNotEmpty();
    return found;
  }

  private static int calls(List<String> examples) {
    return (int)
        Pattern.compile("\\bcurl ")
            .matcher(String.join("\n", examples))
            .results()
            .map(MatchResult::group)
            .count();
  }

  private static String run(HeadEnd headEnd, Path notes, String script) throws Exception {
    Path said = headEnd.file("examples.txt");
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", script);
    bash.environment().put("CASKADE", headEnd.address());
    bash.environment().put("TOKEN", headEnd.credential("api.token"));
    bash.environment().put("NOTES", notes.toString());
    bash.redirectErrorStream(true);
    bash.redirectOutput(said.toFile());
    Process running = bash.start();
    if (!running.waitFor(ALL_OF_THEM.toSeconds(), TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
      throw new AssertionError("the examples did not end: " + Files.readString(said));
    }
    String told = Files.readString(said);
    String statuses = Files.exists(notes) ? Files.readString(notes) : "";
    assertThat(running.exitValue()).as(told + statuses).isZero();
    return told;
  }

  private static Path root() {
    return Path.of(System.getProperty("caskade.script")).toAbsolutePath().getParent();
  }
}
