package io.caskade.faces.console.commands.generators;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of one listener or output under {@code etc/}. ConfigAdmin is the one truth for them, and
 * FileInstall keeps it equal to these files: a file that is written, changed or removed starts,
 * changes or stops its generator within seconds, also without a database.
 */
record GeneratorFile(Path etc, String kind, String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern SETTING =
      Pattern.compile("([a-z][A-Za-z0-9]{0,63})=([^\\p{Cntrl}]*)");

  /**
   * @throws CaskadeException FIELD_INVALID when the name does not fit into a file's name
   */
  GeneratorFile {
    if (!NAME.matcher(name).matches()) {
      throw new CaskadeException(
          ErrorCode.FIELD_INVALID, "name", "1 to 32 of a-z, 0-9 and hyphen, a letter first");
    }
  }

  /**
   * Makes the file.
   *
   * @param settings {@code name=value} each; what is left out has its default
   * @throws CaskadeException RECORD_EXISTS, FIELD_INVALID
   */
  void add(List<String> settings) throws IOException {
    List<String> lines = new ArrayList<>();
    settings.forEach(setting -> put(lines, setting));
    if (Files.exists(path())) {
      throw new CaskadeException(ErrorCode.RECORD_EXISTS, "head-end", kind, name);
    }
    write(lines);
  }

  /**
   * Sets some settings; the others and the comments stay.
   *
   * @throws CaskadeException RECORD_UNKNOWN, FIELD_INVALID
   */
  void change(List<String> settings) throws IOException {
    requirePresent();
    List<String> lines = new ArrayList<>(Files.readAllLines(path()));
    settings.forEach(setting -> put(lines, setting));
    write(lines);
  }

  /**
   * @throws CaskadeException RECORD_UNKNOWN
   */
  void remove() throws IOException {
    requirePresent();
    Files.delete(path());
  }

  Path path() {
    return etc.resolve("io.caskade." + kind + "-" + name + ".cfg");
  }

  private void requirePresent() {
    if (!Files.exists(path())) {
      throw new CaskadeException(ErrorCode.RECORD_UNKNOWN, "head-end", kind, name);
    }
  }

  /** In the place of the setting, also when it stands there as a comment; else at the end. */
  private static void put(List<String> lines, String setting) {
    Matcher matcher = SETTING.matcher(setting);
    if (!matcher.matches()) {
      throw new CaskadeException(ErrorCode.FIELD_INVALID, "settings", setting + ": port=42001");
    }
    String key = matcher.group(1);
    String line = key + " = " + matcher.group(2).replace("\\", "\\\\");
    Predicate<String> same = Pattern.compile("#?\\s*" + key + "\\s*=.*").asMatchPredicate();
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      last = same.test(lines.get(i)) ? i : last;
    }
    if (last < 0) {
      lines.add(line);
    } else {
      lines.set(last, line);
    }
  }

  /** Whole or not at all: FileInstall looks at the folder all the time. */
  private void write(List<String> lines) throws IOException {
    Path draft = path().resolveSibling("." + path().getFileName() + ".new");
    Files.write(draft, lines);
    Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
