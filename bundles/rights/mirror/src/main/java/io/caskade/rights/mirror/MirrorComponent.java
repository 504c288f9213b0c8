package io.caskade.rights.mirror;

import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.StreamSeal;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.CardListener;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.FeedListener;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The mirror as services. They are registered by hand: the revision of the directory is a property
 * that changes while it serves, and a listener that uses the table may be bound while this
 * component starts, which Declarative Services would see as a circle.
 */
@Component(
    immediate = true,
    configurationPid = "io.caskade.mirror",
    service = {})
@Designate(ocd = MirrorConfig.class)
public final class MirrorComponent {
  private final BundleContext context;
  private final Mirror mirror;
  private final ServiceRegistration<NetworkDirectory> directory;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  @Activate
  public MirrorComponent(BundleContext context, MirrorConfig config) {
    this.context = context;
    mirror =
        new Mirror(settings(config), InstantSource.system(), ZoneId.systemDefault(), this::publish);
    directory = context.registerService(NetworkDirectory.class, mirror.networks(), revision(0));
  }

  /** References are bound by now, so that the first round finds what is there. */
  @Activate
  void start() {
    registrations.add(directory);
    registrations.add(context.registerService(CardTable.class, mirror.table(), null));
    registrations.add(context.registerService(ReceiverAccounts.class, mirror.receivers(), null));
    registrations.add(context.registerService(FeedListener.class, mirror, null));
    registrations.add(context.registerService(AlarmSource.class, mirror.alarms(), null));
    registrations.add(context.registerService(MetricSource.class, mirror.metrics(), null));
    mirror.start();
  }

  @Modified
  void modified(MirrorConfig config) {
    mirror.use(settings(config));
  }

  @Deactivate
  void stop() {
    mirror.close();
    registrations.forEach(ServiceRegistration::unregister);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVault(KeyVault vault) {
    mirror.useVault(vault);
  }

  void unbindVault(KeyVault vault) {
    mirror.forgetVault(vault);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSeal(StreamSeal seal) {
    mirror.useSeal(seal);
  }

  void unbindSeal(StreamSeal seal) {
    mirror.forgetSeal(seal);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindFeed(ChangeFeed feed) {
    mirror.useFeed(feed);
  }

  void unbindFeed(ChangeFeed feed) {
    mirror.forgetFeed(feed);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindListener(CardListener listener) {
    mirror.add(listener);
  }

  void unbindListener(CardListener listener) {
    mirror.remove(listener);
  }

  private void publish(long revision) {
    directory.setProperties(revision(revision));
  }

  private static Dictionary<String, Object> revision(long revision) {
    return FrameworkUtil.asDictionary(Map.of(NetworkDirectory.REVISION, revision));
  }

  private MirrorSettings settings(MirrorConfig config) {
    String data = context.getProperty("karaf.data");
    Path file =
        config.snapshotFile().isBlank()
            ? Path.of(data == null ? "data" : data, "caskade", "cards.snapshot")
            : Path.of(config.snapshotFile());
    return new MirrorSettings(
        file, Duration.ofMillis(config.pollMillis()), Duration.ofSeconds(config.snapshotSeconds()));
  }
}
