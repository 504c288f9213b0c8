package io.caskade.faces.rest.generators;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.faces.rest.http.FieldFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Settings of listeners and outputs: ConfigAdmin is the truth, its files lie under {@code etc/} as
 * FileInstall writes them.
 */
public final class GeneratorFiles {
  private static final String FILE_NAME = "felix.fileinstall.filename";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern SETTING = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
  private static final int LONGEST_VALUE = 1000;

  private final java.nio.file.Path etc;

  /**
   * @param etc folder of the files
   */
  public GeneratorFiles(java.nio.file.Path etc) {
    this.etc = etc;
  }

  /** Names and settings of a kind, {@code ecmg} or {@code emmg}, ordered by name. */
  public TreeMap<String, Map<String, String>> all(ConfigurationAdmin admin, String kind) {
    var found = new TreeMap<String, Map<String, String>>();
    for (Configuration each : configurations(admin, kind)) {
      found.put(name(kind, each), settings(each));
    }
    return found;
  }

  /**
   * Writes all settings of one; what is left out has its default.
   *
   * @return true when it is new
   * @throws CaskadeException FIELD_INVALID
   */
  public boolean write(
      ConfigurationAdmin admin, String kind, String name, Map<String, String> settings) {
    check(name, settings);
    Optional<Configuration> present = find(admin, kind, name);
    try {
      var properties = new Hashtable<String, Object>(settings);
      if (present.isPresent()) {
        Object file = present.get().getProperties().get(FILE_NAME);
        if (file != null) {
          properties.put(FILE_NAME, file);
        }
        present.get().update(properties);
        return false;
      }
      java.nio.file.Path file = etc.resolve(pid(kind) + "-" + name + ".cfg");
      writeFile(file, settings);
      properties.put(FILE_NAME, file.toUri().toString());
      admin.getFactoryConfiguration(pid(kind), name, "?").update(properties);
      return true;
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.STORAGE_FULL, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @return false when there is none of that name
   */
  public boolean remove(ConfigurationAdmin admin, String kind, String name) {
    Optional<Configuration> present = find(admin, kind, name);
    if (present.isEmpty()) {
      return false;
    }
    try {
      Object file = present.get().getProperties().get(FILE_NAME);
      present.get().delete();
      if (file != null) {
        Files.deleteIfExists(java.nio.file.Path.of(URI.create(file.toString())));
      }
      return true;
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.STORAGE_FULL, String.valueOf(e.getMessage()));
    }
  }

  private static void check(String name, Map<String, String> settings) {
    if (!NAME.matcher(name).matches()) {
      throw FieldFault.invalid("name", "1 to 32 of a-z, 0-9 and hyphen, beginning with a letter");
    }
    settings.forEach(
        (setting, value) -> {
          if (!SETTING.matcher(setting).matches()) {
            throw new FieldFault(
                "settings", new CaskadeException(ErrorCode.FIELD_UNKNOWN, "settings." + setting));
          }
          if (value.length() > LONGEST_VALUE
              || value.contains("${")
              || value.chars().anyMatch(c -> c < ' ')) {
            throw FieldFault.invalid("settings." + setting, "one line of plain text");
          }
        });
  }

  /** Whole or not at all: FileInstall looks at the folder all the time. */
  private static void writeFile(java.nio.file.Path file, Map<String, String> settings)
      throws IOException {
    String text =
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n"));
    java.nio.file.Path draft = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(draft, text);
    Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static Optional<Configuration> find(ConfigurationAdmin admin, String kind, String name) {
    return configurations(admin, kind).stream()
        .filter(each -> name(kind, each).equals(name))
        .findFirst();
  }

  private static List<Configuration> configurations(ConfigurationAdmin admin, String kind) {
    try {
      Configuration[] found = admin.listConfigurations("(service.factoryPid=" + pid(kind) + ")");
      return found == null ? List.of() : List.of(found);
    } catch (IOException | org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From the file, else from the PID behind its tilde. */
  private static String name(String kind, Configuration configuration) {
    Object file = configuration.getProperties().get(FILE_NAME);
    String text = file == null ? configuration.getPid() : file.toString();
    String last = text.substring(text.lastIndexOf('/') + 1);
    String bare = last.endsWith(".cfg") ? last.substring(0, last.length() - 4) : last;
    return bare.startsWith(pid(kind)) && bare.length() > pid(kind).length() + 1
        ? bare.substring(pid(kind).length() + 1)
        : bare;
  }

  private static Map<String, String> settings(Configuration configuration) {
    var settings = new TreeMap<String, String>();
    Dictionary<String, Object> properties = configuration.getProperties();
    for (String key : Collections.list(properties.keys())) {
      if (!key.contains(".")) {
        settings.put(key, String.valueOf(properties.get(key)));
      }
    }
    return settings;
  }

  private static String pid(String kind) {
    return "io.caskade." + kind;
  }
}
