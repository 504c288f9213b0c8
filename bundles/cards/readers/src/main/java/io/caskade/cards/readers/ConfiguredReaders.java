package io.caskade.cards.readers;

import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.ReaderId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The readers that Configuration Admin knows: one for each configuration of a driver's factory. */
final class ConfiguredReaders {
  private static final String ALL = "(service.factoryPid=" + CardReaderDriver.FACTORY_PREFIX + "*)";

  private ConfiguredReaders() {}

  /**
   * In the order of their PIDs.
   *
   * @throws IOException when the configurations cannot be read
   */
  static List<ReaderId> of(ConfigurationAdmin configurations) throws IOException {
    Configuration[] found;
    try {
      found = configurations.listConfigurations(ALL);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    return found == null
        ? List.of()
        : Arrays.stream(found)
            .sorted(Comparator.comparing(Configuration::getPid))
            .map(ConfiguredReaders::id)
            .flatMap(Optional::stream)
            .toList();
  }

  private static Optional<ReaderId> id(Configuration configuration) {
    Map<String, Object> properties = new TreeMap<>();
    var stored = configuration.getProperties();
    if (stored != null) {
      for (String key : Collections.list(stored.keys())) {
        properties.put(key, stored.get(key));
      }
    }
    properties.put("service.pid", configuration.getPid());
    properties.put("service.factoryPid", configuration.getFactoryPid());
    return ReaderId.of(properties);
  }
}
