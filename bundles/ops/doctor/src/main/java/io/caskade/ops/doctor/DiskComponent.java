package io.caskade.ops.doctor;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the disk of the data folder every ten seconds; {@code cas:doctor} asks it too. */
@Component(
    service = {AlarmSource.class, Checkup.class},
    immediate = true,
    configurationPid = DiskConfig.PID)
@Designate(ocd = DiskConfig.class)
public final class DiskComponent implements AlarmSource, Checkup {
  private static final Logger LOG = LoggerFactory.getLogger(DiskComponent.class);
  private static final long LOOK_SECONDS = 10;

  private final DiskWatch watch;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var made = new Thread(work, "caskade-disk");
            made.setDaemon(true);
            return made;
          });

  /** Made by Declarative Services. */
  @Activate
  public DiskComponent(BundleContext context, DiskConfig config) {
    Path data = Path.of(String.valueOf(context.getProperty("karaf.data"))).toAbsolutePath();
    watch = new DiskWatch(data.toString(), DiskRoom.under(data), InstantSource.system());
    change(config);
    var unused = looker.scheduleWithFixedDelay(watch::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** A wrong setting changes nothing. */
  @Modified
  void change(DiskConfig config) {
    try {
      watch.use(new DiskRule(config.leastPercent(), config.leastMegabytes()));
    } catch (CaskadeException e) {
      LOG.error("{} The settings before stay in force.", e.getMessage());
    }
  }

  @Deactivate
  void deactivate() {
    looker.shutdownNow();
  }

  @Override
  public List<Alarm> alarms() {
    return watch.alarms();
  }

  @Override
  public String subject() {
    return watch.subject();
  }

  @Override
  public List<Finding> findings() {
    return watch.findings();
  }
}
