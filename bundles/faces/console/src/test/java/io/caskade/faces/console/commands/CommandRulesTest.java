package io.caskade.faces.console.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;

/** Rules that every command of the console keeps. */
class CommandRulesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final int LONGEST = 60;

  private static List<Class<?>> classes() throws Exception {
    var found = new ArrayList<Class<?>>();
    try (Stream<Path> files = Files.walk(SOURCES.resolve("io/caskade/faces/console/commands"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = SOURCES.relativize(file).toString().replace('/', '.').replace(".java", "");
        if (!name.endsWith("package-info")) {
          found.add(Class.forName(name));
        }
      }
    }
    return found;
  }

  private static List<Class<?>> commands() throws Exception {
    return classes().stream().filter(c -> c.isAnnotationPresent(Command.class)).toList();
  }

  private static List<Field> fields(Class<?> type) {
    var fields = new ArrayList<Field>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      fields.addAll(List.of(c.getDeclaredFields()));
    }
    return fields;
  }

  private static ResourceBundle texts(Locale locale) {
    return ResourceBundle.getBundle(
        "io.caskade.faces.console.commands.console",
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  @Test
  void everyCommandIsOfferedOnceWithADescriptionInBothLanguages() throws Exception {
    var names = new HashSet<String>();
    for (Class<?> type : commands()) {
      Command command = type.getAnnotation(Command.class);
      String key = "command." + command.name();
      assertThat(type.isAnnotationPresent(Service.class)).as(type.getName()).isTrue();
      assertThat(command.scope()).isEqualTo("cas");
      assertThat(names.add(command.name())).as(command.name()).isTrue();
      assertThat(texts(Locale.ENGLISH).getString(key)).isEqualTo(command.description());
      assertThat(texts(Locale.forLanguageTag("ru")).getString(key)).containsPattern("[а-яё]");
    }
    assertThat(names).hasSizeGreaterThan(70);
  }

  @Test
  void bothLanguagesHaveTheSameTexts() {
    assertThat(texts(Locale.forLanguageTag("ru")).keySet())
        .isEqualTo(texts(Locale.ENGLISH).keySet());
  }

  @Test
  void noCommandIsLongerThanAScreen() throws Exception {
    for (Class<?> type : commands()) {
      List<String> lines =
          Files.readAllLines(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
      long body = lines.stream().dropWhile(line -> !line.startsWith("/**")).count();
      assertThat(body).as(type.getName()).isBetween(5L, (long) LONGEST);
    }
  }

  @Test
  void everyOptionAndArgumentIsDescribedAndUnique() throws Exception {
    for (Class<?> type : commands()) {
      Set<String> names = new HashSet<>();
      for (Field field : fields(type)) {
        Option option = field.getAnnotation(Option.class);
        Argument argument = field.getAnnotation(Argument.class);
        if (option != null) {
          assertThat(option.description()).as(type + " " + field).isNotBlank();
          assertThat(names.add(option.name())).as(type + " " + option.name()).isTrue();
          for (String alias : option.aliases()) {
            assertThat(names.add(alias)).as(type + " " + alias).isTrue();
          }
        }
        if (argument != null) {
          assertThat(argument.description()).as(type + " " + field).isNotBlank();
          assertThat(names.add("argument " + argument.index())).as(type + " " + field).isTrue();
        }
      }
    }
  }

  /** The shell offers all commands of a bundle or none: vault-restore must stay when keys go. */
  @Test
  void noCommandIsWithheldBecauseAServiceIsMissing() throws Exception {
    for (Class<?> type : classes()) {
      for (Field field : fields(type)) {
        Reference reference = field.getAnnotation(Reference.class);
        if (reference != null && field.getType() != Session.class) {
          assertThat(reference.optional() || field.getType() == List.class)
              .as(type + " " + field)
              .isTrue();
        }
      }
    }
  }

  @Test
  void everyTextThatACommandUsesExists() throws IOException {
    var used = new TreeSet<String>();
    var pattern =
        java.util.regex.Pattern.compile(
            "(?:say|hidden|texts\\(\\)\\.get|texts\\.get)\\(\\s*\"([a-z][a-z.-]*[a-z])\"");
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        pattern.matcher(Files.readString(file)).results().forEach(m -> used.add(m.group(1)));
      }
    }
    assertThat(used).hasSizeGreaterThan(25);
    used.removeAll(texts(Locale.ENGLISH).keySet());
    assertThat(used).isEmpty();
  }

  @Test
  void everyColumnHasAHeading() throws IOException {
    var used = new TreeSet<String>();
    var calls =
        java.util.regex.Pattern.compile(
            "\\.table\\(([^()]*)\\)|(?<!equal)\\.put\\(\\s*(\"[^\"]*\")");
    var key = java.util.regex.Pattern.compile("\"([a-z-]+)\"");
    try (Stream<Path> files = Files.walk(SOURCES.resolve("io/caskade/faces/console/commands"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        calls
            .matcher(Files.readString(file))
            .results()
            .forEach(
                call ->
                    key.matcher(call.group())
                        .results()
                        .forEach(m -> used.add("column." + m.group(1))));
      }
    }
    assertThat(used).hasSizeGreaterThan(80);
    used.removeAll(texts(Locale.ENGLISH).keySet());
    assertThat(used).isEmpty();
  }
}
