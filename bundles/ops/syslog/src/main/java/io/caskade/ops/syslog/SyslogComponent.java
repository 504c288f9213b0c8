package io.caskade.ops.syslog;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.journal.JournalArchive;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One forwarder for each {@code etc/io.caskade.syslog-<name>.cfg}. */
@Component(
    immediate = true,
    service = {AlarmSource.class, MetricSource.class},
    configurationPid = SyslogComponent.FACTORY,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SyslogConfig.class, factory = true)
public final class SyslogComponent implements AlarmSource, MetricSource {
  static final String FACTORY = "io.caskade.syslog";
  private static final Logger LOG = LoggerFactory.getLogger(SyslogComponent.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable ChangeFeed feed;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable JournalArchive archive;

  private final String name;
  private final CursorFile cursor;
  private volatile @Nullable Forwarder forwarder;
  private @Nullable ForwarderThread thread;

  /** Made by Declarative Services. */
  @Activate
  public SyslogComponent(BundleContext context, Map<String, Object> properties) {
    name = nameOf(properties);
    String data = context.getProperty("karaf.data");
    cursor =
        new CursorFile(
            Path.of(data == null ? "data" : data, "caskade", "syslog-" + name + ".cursor"));
  }

  @Activate
  @Modified
  void change(SyslogConfig config) {
    try {
      SyslogTarget target = SyslogTarget.of(FACTORY + "-" + name, config);
      stop();
      var fresh = new Forwarder(name, target, cursor, InstantSource.system(), new SecureRandom());
      forwarder = fresh;
      thread = new ForwarderThread(name, () -> round(fresh), fresh::close);
    } catch (CaskadeException e) {
      LOG.warn("syslog {} keeps its former settings: {}", name, e.getMessage());
    }
  }

  @Deactivate
  void stop() {
    if (thread != null) {
      thread.close();
      thread = null;
    }
    forwarder = null;
  }

  private Duration round(Forwarder present) {
    ChangeFeed changes = feed;
    JournalArchive journal = archive;
    return changes == null || journal == null ? Forwarder.POLL : present.round(changes, journal);
  }

  @Override
  public List<MetricFamily> metrics() {
    Forwarder present = forwarder;
    return present == null ? List.of() : present.metrics();
  }

  @Override
  public List<Alarm> alarms() {
    Forwarder present = forwarder;
    return present == null ? List.of() : present.alarms();
  }

  private static String nameOf(Map<String, Object> properties) {
    String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", ""));
    int begin = file.lastIndexOf(FACTORY + "-");
    if (begin >= 0) {
      return file.substring(begin + FACTORY.length() + 1).replaceFirst("\\.(cfg|config)$", "");
    }
    String pid = String.valueOf(properties.getOrDefault("service.pid", FACTORY));
    return pid.substring(Math.max(pid.lastIndexOf('.'), pid.lastIndexOf('~')) + 1);
  }
}
