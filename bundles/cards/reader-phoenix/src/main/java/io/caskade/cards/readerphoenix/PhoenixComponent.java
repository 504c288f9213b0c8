package io.caskade.cards.readerphoenix;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.ReaderId;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader as a component: one for each {@code etc/io.caskade.reader.phoenix-<name>.cfg}. With
 * settings that do not check it is there all the same and tells what is wrong with them.
 */
@Component(
    service = CardReaderDriver.class,
    immediate = true,
    configurationPid = PhoenixComponent.FACTORY,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PhoenixConfig.class, factory = true)
public final class PhoenixComponent implements CardReaderDriver {
  static final String FACTORY = CardReaderDriver.FACTORY_PREFIX + "phoenix";

  private static final Logger LOG = LoggerFactory.getLogger(PhoenixComponent.class);

  private final String name;
  private final PhoenixReader reader;

  @Activate
  public PhoenixComponent(PhoenixConfig config, Map<String, Object> properties) {
    name = ReaderId.of(properties).map(ReaderId::name).orElse("phoenix");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    reader =
        new PhoenixReader(name, settings(config), new NativePorts(temporary), Pause::real);
  }

  @Modified
  void change(PhoenixConfig config) {
    reader.apply(settings(config));
  }

  @Deactivate
  void deactivate() {
    reader.release();
  }

  private Supplier<PhoenixSettings> settings(PhoenixConfig config) {
    try {
      PhoenixSettings settings = SettingsReader.read(name, config);
      return () -> settings;
    } catch (CaskadeException e) {
      LOG.warn("{}", e.getMessage());
      return () -> {
        throw new CaskadeException(e.code(), e.arguments().toArray());
      };
    }
  }

  @Override
  public CardConnection connect() {
    return reader.connect();
  }
}
