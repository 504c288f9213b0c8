package io.caskade.ecm.ecmg;

import java.util.Map;

/** The name of a listener, from the file that configures it: {@code io.caskade.ecmg-<name>.cfg}. */
final class ListenerName {
  private static final String FILE_NAME = "felix.fileinstall.filename";
  private static final String PID = "service.pid";
  private static final String FACTORY = "io.caskade.ecmg";

  private ListenerName() {}

  /**
   * @param properties of the component; the file's name or the PID tells the name
   */
  static String of(Map<String, Object> properties) {
    String file = String.valueOf(properties.getOrDefault(FILE_NAME, ""));
    int begin = file.lastIndexOf(FACTORY + "-");
    if (begin >= 0) {
      return file.substring(begin + FACTORY.length() + 1).replaceFirst("\\.(cfg|config)$", "");
    }
    String pid = String.valueOf(properties.getOrDefault(PID, FACTORY));
    return pid.startsWith(FACTORY) && pid.length() > FACTORY.length() + 1
        ? pid.substring(FACTORY.length() + 1)
        : pid;
  }
}
