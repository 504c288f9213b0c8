package io.caskade.cards.readerpcsc;

import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.ReaderId;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The driver as a component: one for each {@code etc/io.caskade.reader.pcsc-<name>.cfg}. Changed
 * settings make a new one, since it holds nothing.
 */
@Component(
    service = CardReaderDriver.class,
    configurationPid = "io.caskade.reader.pcsc",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PcscConfig.class, factory = true)
public final class PcscDriver implements CardReaderDriver {
  private final PcscReader reader;

  /** Made by Declarative Services. */
  @Activate
  public PcscDriver(PcscConfig config, Map<String, Object> properties) {
    String name = ReaderId.of(properties).map(ReaderId::name).orElse("pcsc");
    reader =
        new PcscReader(
            name,
            new SystemPcsc(),
            config.terminal().strip(),
            config.protocol().strip(),
            Limits.USUAL);
  }

  @Override
  public CardConnection connect() {
    return reader.connect();
  }
}
