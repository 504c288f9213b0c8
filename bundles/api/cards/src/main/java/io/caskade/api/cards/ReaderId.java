package io.caskade.api.cards;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which reader a configuration or a driver's service is for.
 *
 * @param driver what follows {@link CardReaderDriver#FACTORY_PREFIX} in the factory PID
 * @param name of the reader, unique on this head-end: what follows the factory PID in the name of
 *     the file, or in the PID
 */
public record ReaderId(String driver, String name) {
  private static final String FILE = "felix.fileinstall.filename";
  private static final Pattern SUFFIX = Pattern.compile("\\.(cfg|config)$");

  /**
   * Reads it off the properties of a configuration or a service: {@link CardReaderDriver#DRIVER}
   * and {@link CardReaderDriver#NAME} where they are set, else what Configuration Admin puts there,
   * so that the properties of a component suffice.
   *
   * @return empty when they are not of a reader
   */
  public static Optional<ReaderId> of(Map<String, ?> properties) {
    String factory = text(properties, "service.factoryPid");
    String configured =
        factory.startsWith(CardReaderDriver.FACTORY_PREFIX)
            ? factory.substring(CardReaderDriver.FACTORY_PREFIX.length())
            : "";
    String driver = or(text(properties, CardReaderDriver.DRIVER), configured);
    String name =
        or(
            text(properties, CardReaderDriver.NAME),
            configured.isEmpty() ? "" : nameOf(factory, properties));
    return driver.isEmpty() || name.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReaderId(driver, name));
  }

  private static String nameOf(String factory, Map<String, ?> properties) {
    Matcher file =
        Pattern.compile(".*" + Pattern.quote(factory) + "[-~](?<name>[^/]*)")
            .matcher(text(properties, FILE));
    if (file.matches()) {
      return SUFFIX.matcher(file.group("name")).replaceFirst("");
    }
    String pid = text(properties, "service.pid");
    return pid.startsWith(factory) && pid.length() > factory.length() + 1
        ? pid.substring(factory.length() + 1)
        : pid;
  }

  private static String text(Map<String, ?> properties, String key) {
    return properties.get(key) instanceof String text ? text.strip() : "";
  }

  private static String or(String first, String second) {
    return first.isEmpty() ? second : first;
  }
}
