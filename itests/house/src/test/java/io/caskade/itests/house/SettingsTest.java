package io.caskade.itests.house;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One metatype per PID makes the commented configuration file and the page of settings. */
class SettingsTest {
  /** Instances of factory PIDs that are shipped, and those that are only shown as an example. */
  private static final Map<String, String> INSTANCES = Map.of("io.caskade.ecmg", "main");

  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("io.caskade.emmg", "example"),
          Map.entry("io.caskade.syslog", "example"),
          Map.entry("io.caskade.airwatch", "example"),
          Map.entry("io.caskade.reader.pcsc", "example"),
          Map.entry("io.caskade.reader.virtual", "example"),
          Map.entry("io.caskade.reader.phoenix", "example"),
          Map.entry("io.caskade.receivers.newcamd", "example"),
          Map.entry("io.caskade.receivers.camd35", "example"),
          Map.entry("io.caskade.receivers.cccam", "example"),
          Map.entry("io.caskade.receivers.cccam.pages", "example"),
          Map.entry("io.caskade.receivers.edge", "example"));

  /** Settings that {@code ./caskade run --set} reaches, as {@code <pid>.<setting>}, and how. */
  private static final Map<String, String> OVERRIDDEN =
      Map.of(
          "io.caskade.ecmg.host", "caskade.ecmg.host",
          "io.caskade.ecmg.port", "caskade.ecmg.port",
          "io.caskade.web.host", "caskade.http.host",
          "io.caskade.web.port", "caskade.http.port");

  private final List<SettingsPage> pages =
      BuiltBundle.all().stream()
          .flatMap(bundle -> SettingsPage.of(bundle).stream())
          .sorted(Comparator.comparing(SettingsPage::pid))
          .toList();

  @Test
  void everySettingIsExplained() {
    assertThat(pages).isNotEmpty();
    for (SettingsPage page : pages) {
      assertThat(page.description()).as(page.pid()).isNotBlank();
      for (SettingsPage.Setting setting : page.settings()) {
        assertThat(setting.description()).as(page.pid() + " " + setting.id()).isNotBlank();
      }
    }
  }

  @Test
  void theCommentedFilesAreTheGeneratedOnes() {
    for (SettingsPage page : pages) {
      if (page.factory()) {
        assertThat(INSTANCES.containsKey(page.pid()) || EXAMPLES.containsKey(page.pid()))
            .as("factory PID %s needs an instance or an example", page.pid())
            .isTrue();
      }
      CommittedText.check(file(page), commented(page));
    }
  }

  @Test
  void thePageOfSettingsIsTheGeneratedOne() {
    String tables = pages.stream().map(SettingsTest::table).collect(joining("\n"));
    CommittedText.check(
        BuiltBundle.root().resolve("docs/settings.md"),
        "# Settings\n\nEach file lies under `etc/` of the head-end and is read again by itself when it"
            + " changes. Written by the build from the same descriptions as the files.\n\n"
            + tables);
  }

  private static Path file(SettingsPage page) {
    Path root = BuiltBundle.root();
    if (INSTANCES.containsKey(page.pid())) {
      return root.resolve("config/etc/%s-%s.cfg".formatted(page.pid(), INSTANCES.get(page.pid())));
    }
    if (EXAMPLES.containsKey(page.pid())) {
      return root.resolve(
          "docs/examples/%s-%s.cfg".formatted(page.pid(), EXAMPLES.get(page.pid())));
    }
    return root.resolve("config/etc/%s.cfg".formatted(page.pid()));
  }

  private static String commented(SettingsPage page) {
    var text = new StringBuilder();
    comment(text, page.description());
    if (page.factory()) {
      comment(
          text,
          "For another one copy this file to %s-<name>.cfg and change it.".formatted(page.pid()));
    }
    for (SettingsPage.Setting setting : page.settings()) {
      text.append('\n');
      comment(text, setting.description());
      String property = OVERRIDDEN.get(page.pid() + "." + setting.id());
      text.append(property != null || setting.required() && page.factory() ? "" : "#")
          .append(setting.id())
          .append(" = ")
          .append(
              property == null ? setting.value() : "${%s:-%s}".formatted(property, setting.value()))
          .append('\n');
    }
    return text.toString().replaceAll("(?m) +$", "");
  }

  private static void comment(StringBuilder text, String words) {
    var line = new StringBuilder("#");
    for (String word : words.split("\\s+", -1)) {
      if (line.length() + word.length() > 100) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }

  private static String table(SettingsPage page) {
    String name = page.factory() ? page.pid() + "-<name>.cfg" : page.pid() + ".cfg";
    String rows =
        page.settings().stream()
            .map(
                s ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            s.id(),
                            s.value().isEmpty() ? "" : "`" + s.value() + "`",
                            s.description().replace("|", "\\|")))
            .collect(joining());
    return "## `%s`\n\n%s\n\n| setting | default | meaning |\n|---|---|---|\n%s"
        .formatted(name, page.description(), rows);
  }
}
