package io.caskade.ops.filemodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what is secret: files of etc/ that are known to be, or whose name or contents say so; files
 * elsewhere that a setting names; the folders of configuration and data.
 */
final class GuardedFiles {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(initial-credentials|users)\\.properties|.*\\.(p12|pfx|jks|password|passphrase|recovery|key)"
              + "|.*(key|priv)[^/]*\\.pem");

  /** A password that stands in a configuration file itself; a name of a file is none. */
  private static final Pattern CLEAR_PASSWORD =
      Pattern.compile(
          "(?im)^[ \\t]*[\\w.-]*(password|passphrase|secret)[ \\t]*[=:][ \\t]*(?!FILE\\(|ENC\\(|\\$\\{|true|false)\\S+");

  private static final Pattern FILE_PASSWORD = Pattern.compile("FILE\\((.+)\\)");
  private static final Pattern SETTING_OF_A_FILE =
      Pattern.compile("(?i)(.*file|keystore|certificateKey)");

  /** Written by the head-end: the word in it opens a copy that its mode protects. */
  private static final String WEB_SERVER = "org.ops4j.pax.web.cfg";

  private static final long LARGEST_SETTINGS = 1 << 20;

  private final Path etc;
  private final Path data;
  private final Supplier<List<Map<String, String>>> settings;

  /**
   * @param settings of every configuration, as names and texts
   */
  GuardedFiles(Path etc, Path data, Supplier<List<Map<String, String>>> settings) {
    this.etc = etc;
    this.data = data;
    this.settings = settings;
  }

  Path etc() {
    return etc;
  }

  /** All that exist now. */
  List<GuardedFile> find() throws IOException {
    Map<Path, GuardedFile> found = new LinkedHashMap<>();
    for (Path folder : List.of(etc, data, data.resolve("db"), data.resolve("web"))) {
      if (Files.isDirectory(folder)) {
        add(found, new GuardedFile(folder, true, true));
      }
    }
    for (Path file : files(etc)) {
      if (SECRET_NAME.matcher(file.getFileName().toString()).matches() || holdsPassword(file)) {
        add(found, new GuardedFile(file, false, true));
      }
    }
    for (Path file : files(data.resolve("db"))) {
      add(found, new GuardedFile(file, true, true));
    }
    for (Path file : files(data.resolve("web"))) {
      add(found, new GuardedFile(file, false, true));
    }
    for (Path file : named()) {
      add(found, new GuardedFile(file, false, false));
    }
    return List.copyOf(found.values());
  }

  /** Configuration files in which a password stands in clear. */
  List<Path> withClearPasswords() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : files(etc)) {
      if (holdsPassword(file)) {
        found.add(file);
      }
    }
    return found;
  }

  private static void add(Map<Path, GuardedFile> found, GuardedFile file) {
    found.putIfAbsent(file.path().toAbsolutePath().normalize(), file);
  }

  private List<Path> named() {
    List<Path> found = new ArrayList<>();
    for (Map<String, String> configuration : settings.get()) {
      configuration.forEach(
          (name, value) -> {
            Matcher password = FILE_PASSWORD.matcher(value);
            if (password.matches()) {
              addFile(found, password.group(1));
            } else if (SETTING_OF_A_FILE.matcher(name).matches() && !value.isBlank()) {
              addFile(found, value);
            }
          });
    }
    return found;
  }

  private void addFile(List<Path> found, String text) {
    try {
      Path file = etc.resolve(text.strip());
      if (Files.isRegularFile(file)) {
        found.add(file);
      }
    } catch (java.nio.file.InvalidPathException e) {
      // A setting of that name which is no path.
      return;
    }
  }

  private static boolean holdsPassword(Path file) throws IOException {
    String name = file.getFileName().toString();
    return name.endsWith(".cfg")
        && !name.equals(WEB_SERVER)
        && Files.size(file) <= LARGEST_SETTINGS
        && CLEAR_PASSWORD.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
