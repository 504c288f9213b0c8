package io.caskade.ecm.issuer;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.CasOffer;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmClock;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.Entitled;
import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.OpeningLane;
import io.caskade.api.ecm.ProfileControl;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.ecm.issuer.clock.ClockKeeper;
import io.caskade.ecm.issuer.clock.EcmTime;
import io.caskade.ecm.issuer.clock.EcmTimeSettings;
import io.caskade.ecm.issuer.clock.FloorFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer in the framework: wires profiles, vault and networks to {@link EcmIssuer}, and owns
 * the thread of the ECM time. All references are dynamic; nothing restarts it. Files lie in {@code
 * ${karaf.data}/issuer}: {@code clock-floor} and {@code profile-pins.properties}.
 */
@Component(
    immediate = true,
    configurationPid = IssuerSettings.PID,
    service = {
      EcmService.class,
      EcmOpenings.class,
      ProfileControl.class,
      EcmClock.class,
      AlarmSource.class,
      MetricSource.class
    })
@Designate(ocd = IssuerConfiguration.class)
public final class IssuerComponent
    implements EcmService, EcmOpenings, ProfileControl, EcmClock, AlarmSource, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerComponent.class);
  private static final String DATA = "karaf.data";

  private final EcmTime time;
  private final ClockKeeper keeper;
  private final EcmIssuer issuer;
  private final ProfileSwap swaps;
  private volatile IssuerSettings settings = IssuerSettings.DEFAULTS;

  // Written and read by bind, updated and unbind, which the runtime calls one at a time or with
  // different services; compared by identity so that a replacement is not lost.
  private volatile @Nullable KeyVault vault;
  private volatile @Nullable NetworkDirectory directory;

  @Activate
  public IssuerComponent(BundleContext context, IssuerConfiguration configuration) {
    Path data =
        Path.of(Objects.requireNonNullElse(context.getProperty(DATA), "data")).resolve("issuer");
    var clock = InstantSource.system();
    time =
        new EcmTime(
            clock,
            System::nanoTime,
            new FloorFile(data.resolve("clock-floor")),
            EcmTimeSettings.DEFAULTS);
    issuer =
        new EcmIssuer(
            time::seconds, clock, new PinFile(data.resolve("profile-pins.properties")), settings);
    swaps = new ProfileSwap(issuer, new FrameworkBundles(context));
    keeper = new ClockKeeper(time);
    configure(configuration);
  }

  /** A wrong setting changes nothing: the ECM flow goes on with what it had. */
  @Modified
  void configure(IssuerConfiguration configuration) {
    try {
      var issuerSettings =
          new IssuerSettings(
              configuration.warmUpEcms(),
              Duration.ofMillis(configuration.warmUpLimitMs()),
              Duration.ofSeconds(configuration.swapLimitSeconds()));
      time.settings(
          new EcmTimeSettings(
              configuration.maxSlewPpm(),
              configuration.backwardSlewPercent(),
              Duration.ofSeconds(configuration.floorAheadSeconds())));
      issuer.settings(issuerSettings);
      settings = issuerSettings;
    } catch (CaskadeException e) {
      LOG.error("{} The settings before stay in force.", e.getMessage());
    }
  }

  @Deactivate
  void stop() {
    issuer.close();
    keeper.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      updated = "updatedProfile",
      unbind = "unbindProfile")
  void bindProfile(CasProfile profile, ServiceReference<CasProfile> service) {
    Bundle bundle = service.getBundle();
    if (bundle == null) {
      LOG.info("A profile was unregistered before it could be bound");
      return;
    }
    // The issuer says in its log and alarms when it rejects a profile.
    var unused =
        issuer.add(
            new ProfileOffer(
                id(service),
                bundle.getBundleId(),
                text(service, CasProfile.NAME),
                text(service, CasProfile.VERSION),
                ranking(service),
                profile));
  }

  void updatedProfile(ServiceReference<CasProfile> service) {
    issuer.rank(id(service), ranking(service));
  }

  void unbindProfile(ServiceReference<CasProfile> service) {
    issuer.remove(id(service));
  }

  private static long id(ServiceReference<?> service) {
    return (Long) service.getProperty(Constants.SERVICE_ID);
  }

  private static int ranking(ServiceReference<?> service) {
    return service.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
  }

  private static String text(ServiceReference<?> service, String property) {
    Object value = service.getProperty(property);
    return value == null ? "" : value.toString();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      updated = "updatedVault",
      unbind = "unbindVault")
  void bindVault(KeyVault present) {
    vault = present;
    issuer.keys(present::ecmKey);
  }

  void updatedVault(KeyVault present) {
    issuer.keys(present::ecmKey);
  }

  void unbindVault(KeyVault gone) {
    if (vault == gone) {
      vault = null;
      issuer.keys(null);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      updated = "updatedDirectory",
      unbind = "unbindDirectory")
  void bindDirectory(NetworkDirectory present) {
    directory = present;
    issuer.networks(present.networks());
  }

  void updatedDirectory(NetworkDirectory present) {
    issuer.networks(present.networks());
  }

  /** The networks stay as they were last known: the mirror may be in the middle of an update. */
  void unbindDirectory(NetworkDirectory gone) {
    if (directory == gone) {
      directory = null;
    }
  }

  @Override
  public EcmLane openLane(LaneOwner owner) {
    return issuer.openLane(owner);
  }

  @Override
  public OpeningLane openingLane(LaneOwner owner) {
    return issuer.openingLane(owner);
  }

  @Override
  public Entitled entitles(NetworkId network, CardRights rights, OpenedEcm ecm) {
    return issuer.entitles(network, rights, ecm);
  }

  @Override
  public Optional<CasOffer> offer(SuperCasId superCasId) {
    return issuer.offer(superCasId);
  }

  @Override
  public List<Integer> caSystemIds() {
    return issuer.caSystemIds();
  }

  @Override
  public List<InstalledProfile> profiles() {
    return issuer.profiles();
  }

  @Override
  public InstalledProfile swap(URI bundle) {
    return swaps.swap(bundle, settings.swapLimit());
  }

  @Override
  public void pin(String profile, String version) {
    issuer.pin(profile, version);
  }

  @Override
  public EcmClockState state() {
    return time.state();
  }

  @Override
  public void accept() {
    time.accept();
  }

  @Override
  public List<MetricFamily> metrics() {
    return IssuerMetrics.of(time.state(), issuer.profiles());
  }

  @Override
  public List<Alarm> alarms() {
    return Stream.concat(issuer.alarms().stream(), time.pendingStep().stream().map(this::alarm))
        .toList();
  }

  private Alarm alarm(EcmTime.PendingStep pending) {
    return new Alarm(
        AlarmCode.CLOCK_STEPPED, "ECM time", pending.since(), List.of(pending.step().toSeconds()));
  }
}
