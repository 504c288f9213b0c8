package io.caskade.cards.readers;

import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.CardSheet;
import io.caskade.api.cards.EcmTrial;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.ecm.EcmService;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readers as a service. Drivers, issuer and directory come and go while readers and their
 * threads stay; which readers there are is told by Configuration Admin.
 */
@Component(
    service = {CardReaders.class, ConfigurationListener.class},
    immediate = true)
public final class ReadersComponent implements CardReaders, ConfigurationListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReadersComponent.class);

  private final EcmMaker ecms;
  private final ReadersDesk desk;
  private @Nullable ConfigurationAdmin configurations;

  /** Made by Declarative Services. */
  @Activate
  public ReadersComponent(BundleContext context) {
    var random = new SecureRandom();
    var clock = InstantSource.system();
    ecms = new EcmMaker(random);
    desk =
        new ReadersDesk(
            Pace.USUAL,
            clock,
            random,
            reader -> new RegisteredReader(context, new ReaderEndpoint(reader, clock)),
            ecms);
  }

  @Deactivate
  void end() {
    desk.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindConfigurations(ConfigurationAdmin bound) {
    configurations = bound;
    readAgain();
  }

  /** What was configured stays so until it comes back. */
  synchronized void unbindConfigurations(ConfigurationAdmin gone) {
    if (configurations == gone) {
      configurations = null;
    }
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    String factory = event.getFactoryPid();
    if (factory != null && factory.startsWith(CardReaderDriver.FACTORY_PREFIX)) {
      readAgain();
    }
  }

  private synchronized void readAgain() {
    ConfigurationAdmin present = configurations;
    if (present == null) {
      return;
    }
    try {
      desk.configure(ConfiguredReaders.of(present));
    } catch (IOException e) {
      LOG.error("The configurations of readers cannot be read: {}", e.toString());
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDriver(CardReaderDriver driver, Map<String, Object> properties) {
    ReaderId.of(properties)
        .ifPresentOrElse(
            id -> desk.bind(id, driver),
            () ->
                LOG.error(
                    "A driver of class {} does not say which reader it serves; it is left out",
                    driver.getClass().getName()));
  }

  void unbindDriver(CardReaderDriver driver, Map<String, Object> properties) {
    ReaderId.of(properties).ifPresent(id -> desk.unbind(id, driver));
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindIssuer(EcmService bound) {
    ecms.issuer().bind(bound);
  }

  void unbindIssuer(EcmService gone) {
    ecms.issuer().unbind(gone);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDirectory(NetworkDirectory bound) {
    ecms.directory().bind(bound);
  }

  void unbindDirectory(NetworkDirectory gone) {
    ecms.directory().unbind(gone);
  }

  /** The directory is the same with other networks in it; they are asked for at each trial. */
  void updatedDirectory(NetworkDirectory bound) {
    ecms.directory().bind(bound);
  }

  @Override
  public List<ReaderStatus> list() {
    return desk.list();
  }

  @Override
  public CardSheet read(String reader) {
    return desk.read(reader);
  }

  @Override
  public EcmTrial tryEcm(String reader, NetworkId network, ProductMask products) {
    return desk.tryEcm(reader, network, products);
  }
}
