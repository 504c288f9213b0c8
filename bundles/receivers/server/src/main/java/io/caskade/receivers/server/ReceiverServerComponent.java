package io.caskade.receivers.server;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.receivers.BannedAddress;
import io.caskade.api.receivers.BlockedAccount;
import io.caskade.api.receivers.CoreSites;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Entry;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.ReceiverService;
import io.caskade.api.receivers.ReceiverTotals;
import io.caskade.api.receivers.ServedCard;
import io.caskade.api.rights.CardListener;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control-word server as services. All references are dynamic: whatever it uses is exchanged
 * without sending a receiver away. Blocks lie in {@code ${karaf.data}/caskade/receiver-blocks.txt}.
 */
@Component(
    immediate = true,
    configurationPid = ServerSettings.PID,
    service = {ReceiverService.class, ReceiverDesk.class, CardListener.class, MetricSource.class})
@Designate(ocd = ReceiverServerConfig.class)
public final class ReceiverServerComponent
    implements ReceiverService, ReceiverDesk, CardListener, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverServerComponent.class);
  private static final String DATA = "karaf.data";

  private final ReceiverServer server;
  private volatile ServerSettings settings;

  @Activate
  public ReceiverServerComponent(BundleContext context, ReceiverServerConfig config) {
    settings = read(config, ServerSettings.DEFAULTS);
    server =
        new ReceiverServer(
            settings,
            InstantSource.system(),
            System::nanoTime,
            new SecureRandom(),
            Path.of(Objects.requireNonNullElse(context.getProperty(DATA), "data"))
                .resolve("caskade")
                .resolve("receiver-blocks.txt"));
    server.start();
  }

  /** A wrong setting changes nothing: receivers go on with what there was. */
  @Modified
  void modified(ReceiverServerConfig config) {
    ServerSettings changed = read(config, settings);
    if (changed.openers() != settings.openers()) {
      LOG.info(
          "{} threads open ECMs from the next start, {} until then",
          changed.openers(),
          settings.openers());
    }
    settings = changed;
    server.settings(changed);
  }

  private static ServerSettings read(ReceiverServerConfig config, ServerSettings before) {
    try {
      return ServerSettings.of(config);
    } catch (IllegalArgumentException e) {
      LOG.error(
          "Settings {} cannot be used: {} The ones before stay in force.",
          ServerSettings.PID,
          e.getMessage());
      return before;
    }
  }

  @Deactivate
  void stop() {
    server.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindIssuer(EcmOpenings issuer) {
    server.use(issuer);
  }

  void unbindIssuer(EcmOpenings issuer) {
    server.forget(issuer);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      updated = "updatedDirectory")
  void bindDirectory(NetworkDirectory directory) {
    server.use(directory);
  }

  void updatedDirectory(NetworkDirectory directory) {
    server.use(directory);
  }

  /** The networks stay as they were last known: the mirror may be in the middle of an update. */
  void unbindDirectory(NetworkDirectory directory) {
    LOG.debug("The networks stay as they were last known");
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindTable(CardTable table) {
    server.use(table);
  }

  void unbindTable(CardTable table) {
    server.forget(table);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAccounts(ReceiverAccounts accounts) {
    server.use(accounts);
  }

  void unbindAccounts(ReceiverAccounts accounts) {
    server.forget(accounts);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVault(KeyVault vault) {
    server.use(vault);
  }

  void unbindVault(KeyVault vault) {
    server.forget(vault);
  }

  /** At an edge node: the cores that have the key. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindCores(CoreSites cores) {
    server.use(cores);
  }

  void unbindCores(CoreSites cores) {
    server.forget(cores);
  }

  @Override
  public boolean admits(InetAddress address) {
    return server.admits(address);
  }

  @Override
  public long generation() {
    return server.generation();
  }

  @Override
  public Collection<String> names() {
    return server.names();
  }

  @Override
  public Optional<ReceiverPassword> password(String name) {
    return server.password(name);
  }

  @Override
  public Entry enter(Entrance entrance) {
    return server.enter(entrance);
  }

  @Override
  public void failed(String protocol, InetAddress address, String name, LogInFailure failure) {
    server.failed(protocol, address, name, failure);
  }

  @Override
  public List<ReceiverClient> clients() {
    return server.clients();
  }

  @Override
  public ReceiverTotals totals() {
    return server.totals();
  }

  @Override
  public List<ServedCard> served() {
    return server.served();
  }

  @Override
  public List<BlockedAccount> blocked() {
    return server.blocked();
  }

  @Override
  public boolean unblock(String name) {
    return server.unblock(name);
  }

  @Override
  public List<BannedAddress> banned() {
    return server.banned();
  }

  @Override
  public boolean pardon(InetAddress address) {
    return server.pardon(address);
  }

  @Override
  public void changed(
      NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt) {
    server.cardsChanged(network, serials);
  }

  @Override
  public List<MetricFamily> metrics() {
    return server.metrics();
  }
}
