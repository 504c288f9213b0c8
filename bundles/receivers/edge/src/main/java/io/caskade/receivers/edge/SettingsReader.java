package io.caskade.receivers.edge;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.receivers.edge.core.CoreAddress;
import io.caskade.receivers.edge.core.EdgeSettings;
import io.caskade.receivers.edge.core.OwnEcms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Checks the configuration of an edge node. */
final class SettingsReader {
  /** As long as CCcam's field. */
  private static final int LONGEST_USER = 20;

  private final String name;
  private final Path folder;

  /**
   * @param folder where relative paths begin
   */
  SettingsReader(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /**
   * What the configuration asks for.
   *
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  EdgeSettings read(EdgeConfig config) {
    return new EdgeSettings(
        name,
        cores(config),
        user(config.user().strip()),
        passwordFile(config.passwordFile().strip()),
        own(config),
        Duration.ofMillis(within("timeoutMillis", config.timeoutMillis(), 100, 790)),
        within("failures", config.failures(), 1, 100),
        Duration.ofSeconds(within("keepaliveSeconds", config.keepaliveSeconds(), 1, 600)));
  }

  private List<CoreAddress> cores(EdgeConfig config) {
    List<CoreAddress> cores;
    try {
      cores = words(config.cores()).stream().map(CoreAddress::parse).toList();
    } catch (IllegalArgumentException e) {
      throw invalid("cores", String.valueOf(e.getMessage()));
    }
    if (cores.isEmpty()) {
      throw invalid("cores", "it is empty");
    }
    if (new HashSet<>(cores).size() != cores.size()) {
      throw invalid("cores", "it names a core twice");
    }
    return cores;
  }

  private String user(String user) {
    int length = user.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > LONGEST_USER) {
      throw invalid("user", "it must have 1 to " + LONGEST_USER + " bytes");
    }
    return user;
  }

  private Path passwordFile(String path) {
    if (path.isEmpty()) {
      throw invalid("passwordFile", "it is empty");
    }
    return folder.resolve(path);
  }

  private OwnEcms own(EdgeConfig config) {
    try {
      return OwnEcms.parse(words(config.own()));
    } catch (IllegalArgumentException e) {
      throw invalid("own", String.valueOf(e.getMessage()));
    }
  }

  /** A list in a file is one text with commas. */
  private static List<String> words(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private int within(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(setting, value + " is not within " + least + ".." + most);
    }
    return value;
  }

  private CaskadeException invalid(String setting, String why) {
    return new CaskadeException(
        ErrorCode.CONFIGURATION_INVALID, EdgeComponent.PID + "-" + name, setting, why);
  }
}
