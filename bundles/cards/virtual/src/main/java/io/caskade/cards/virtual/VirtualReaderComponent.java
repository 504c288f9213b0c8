package io.caskade.cards.virtual;

import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.keys.Ciphers;
import io.caskade.cards.virtual.store.KeptCard;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual reader as a component: one for each {@code etc/io.caskade.reader.virtual-<name>.cfg}.
 */
@Component(
    service = CardReaderDriver.class,
    configurationPid = "io.caskade.reader.virtual",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = VirtualReaderConfig.class, factory = true)
public final class VirtualReaderComponent implements CardReaderDriver {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualReaderComponent.class);

  private final String name;
  private final VirtualReaderConfig config;
  private final Ciphers ciphers;

  /** Settings that do not check are told at each attempt to connect, so the reader shows them. */
  @Activate
  public VirtualReaderComponent(
      VirtualReaderConfig config, Map<String, Object> properties, @Reference Ciphers ciphers) {
    this.name = ReaderId.of(properties).map(ReaderId::name).orElse("virtual");
    this.config = config;
    this.ciphers = ciphers;
  }

  @Override
  public CardConnection connect() {
    VirtualReaderSettings settings = VirtualReaderSettings.read(name, config);
    return new VirtualReader(
            name,
            settings.config(),
            () ->
                KeptCard.open(
                    settings.config(),
                    settings.states(),
                    settings.terms(),
                    ciphers,
                    e ->
                        LOG.warn(
                            "reader {}: the card's state was not kept: {}", name, e.toString())))
        .connect();
  }
}
