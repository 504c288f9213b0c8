package io.caskade.ops.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.PassphraseSeal;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.BackupListener;
import io.caskade.api.ops.BackupReport;
import io.caskade.api.ops.BackupStatus;
import io.caskade.api.ops.Backups;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.dump.StoreDump;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/** Backups in OSGi: owns the schedule's thread and the control socket, so all else is dynamic. */
@Component(
    immediate = true,
    service = {Backups.class, AlarmSource.class, MetricSource.class},
    configurationPid = BackupConfig.PID)
@Designate(ocd = BackupConfig.class)
public final class BackupComponent implements Backups, AlarmSource, MetricSource, BackupDesk.Parts {
  private static final Logger LOG = LoggerFactory.getLogger(BackupComponent.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable StoreDump dump;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PassphraseSeal seal;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable KeyVault vault;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable ChangeFeed feed;

  private final Path home;
  private final BackupDesk desk;
  private final Schedule schedule;
  private volatile BackupPlan plan;
  private @Nullable ControlSocket socket;

  /** Made by Declarative Services. */
  @Activate
  public BackupComponent(BundleContext context, BackupConfig config) {
    home = Path.of(property(context, "karaf.base", ".")).toAbsolutePath().normalize();
    plan = BackupPlan.of(config, home);
    InstantSource clock = InstantSource.system();
    String build = context.getBundle().getVersion().toString();
    desk = new BackupDesk(home, build, this, clock, this::plan);
    schedule = new Schedule(desk, this::plan, clock, ZoneId.systemDefault());
    Path data = Path.of(property(context, "karaf.data", home.resolve("data").toString()));
    try {
      socket = new ControlSocket(data.resolve("control"), desk);
    } catch (IOException e) {
      LOG.warn("./caskade backup cannot reach this head-end ({}); use cas:backup", e.toString());
    }
    schedule.start();
  }

  private static String property(BundleContext context, String name, String otherwise) {
    @Nullable String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  private BackupPlan plan() {
    return plan;
  }

  @Modified
  void modified(BackupConfig config) {
    try {
      plan = BackupPlan.of(config, home);
    } catch (CaskadeException e) {
      LOG.warn("Backups keep their former settings: {}", e.getMessage());
    }
  }

  @Deactivate
  void deactivate() {
    schedule.close();
    if (socket != null) {
      socket.close();
    }
  }

  @Override
  public @Nullable StoreDump dump() {
    return dump;
  }

  @Override
  public @Nullable PassphraseSeal seal() {
    return seal;
  }

  @Override
  public @Nullable KeyVault vault() {
    return vault;
  }

  @Override
  public @Nullable ChangeFeed feed() {
    return feed;
  }

  @Override
  public BackupReport make(Optional<Path> target, BackupListener listener) {
    return desk.make(target, listener);
  }

  @Override
  public BackupStatus status() {
    return desk.status();
  }

  @Override
  public List<Alarm> alarms() {
    return desk
        .failure()
        .map(
            failed ->
                new Alarm(
                    AlarmCode.BACKUP_FAILED,
                    "backup",
                    failed.at(),
                    List.of(String.valueOf(failed.reason().getMessage()))))
        .stream()
        .toList();
  }

  @Override
  public List<MetricFamily> metrics() {
    var families = new ArrayList<MetricFamily>();
    families.add(
        gauge("backup_running", "1 while a backup is made.", desk.status().running() ? 1 : 0));
    families.add(
        gauge(
            "backup_failed",
            "1 while the last backup failed.",
            desk.failure().isPresent() ? 1 : 0));
    desk.status()
        .last()
        .ifPresent(
            made -> {
              families.add(
                  gauge(
                      "backup_last_timestamp_seconds",
                      "When the last backup was made, in seconds since 1970.",
                      made.at().getEpochSecond()));
              families.add(gauge("backup_last_bytes", "Size of the last backup.", made.bytes()));
              families.add(
                  gauge(
                      "backup_last_duration_seconds",
                      "How long the last backup took.",
                      made.took().toMillis() / 1000.0));
            });
    return families;
  }

  private static MetricFamily gauge(String name, String help, double value) {
    return new MetricFamily(
        name,
        MetricFamily.Kind.GAUGE,
        help,
        List.of(new MetricFamily.Sample(Map.of(), new MetricFamily.Reading.Value(value))));
  }
}
