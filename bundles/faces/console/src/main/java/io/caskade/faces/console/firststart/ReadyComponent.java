package io.caskade.faces.console.firststart;

import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.features.BootFinished;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once per start that the head-end is up.
 *
 * <p>That the boot features are installed is not enough: on a later start they are so from the
 * beginning, while bundles and listeners still come up. So it looks until all of them stand, or
 * until waiting longer would only hide what is wrong. ECMs need no database; when management still
 * waits for it, that is said, and again when it came.
 */
@Component(service = ReadyComponent.class, immediate = true)
public final class ReadyComponent {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyComponent.class);
  private static final String DEFAULT_CONSOLE = "127.0.0.1:8101";
  private static final String CONSOLE_PID = "org.apache.karaf.shell";
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final Collection<Endpoint> endpoints = new CopyOnWriteArrayList<>();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final Collection<AlarmSource> sources = new CopyOnWriteArrayList<>();

  private final DatabaseWait database = new DatabaseWait(sources);
  private final BundleContext context;
  private final ConfigurationAdmin configurations;
  private final RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
  private final long patienceEnds = process.getUptime() + PATIENCE.toMillis();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "caskade-ready"));

  /** Confined to the looker. */
  private boolean announced;

  /**
   * Waits for the boot features.
   *
   * @param boot its presence means that they are installed
   */
  @Activate
  public ReadyComponent(
      BundleContext context,
      @Reference BootFinished boot,
      @Reference ConfigurationAdmin configurations) {
    this.context = context;
    this.configurations = configurations;
  }

  @Activate
  void look() {
    long delay = LOOK_EVERY.toMillis();
    var unused =
        looker.scheduleWithFixedDelay(this::announceWhenReady, delay, delay, TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void stopLooking() {
    looker.shutdownNow();
  }

  private void announceWhenReady() {
    if (announced) {
      announceManagement();
      return;
    }
    List<String> asleep = asleep();
    boolean starting =
        endpoints.stream().anyMatch(endpoint -> endpoint.state() == EndpointState.STARTING);
    if ((asleep.isEmpty() && !starting) || process.getUptime() > patienceEnds) {
      announced = true;
      Optional<String> waits = database.reason();
      announce(asleep, waits);
      if (waits.isEmpty()) {
        looker.shutdown();
      }
    }
  }

  private void announceManagement() {
    if (database.reason().isEmpty()) {
      looker.shutdown();
      Duration upAfter = Duration.ofMillis(process.getUptime());
      LOG.info("Management ready after {} ms: the database is there", upAfter.toMillis());
      print(ReadyNotice.management(upAfter));
    }
  }

  private void announce(List<String> asleep, Optional<String> databaseWait) {
    Duration upAfter = Duration.ofMillis(process.getUptime());
    LOG.info("Head-end ready after {} ms", upAfter.toMillis());
    databaseWait.ifPresent(why -> LOG.info("Management still waits for the database. {}", why));
    if (!asleep.isEmpty()) {
      LOG.warn("Not running: {}", asleep);
    }
    print(
        new ReadyNotice(
                upAfter,
                endpoints,
                consoleAddress(),
                context.getProperty("karaf.etc"),
                context.getProperty("karaf.log") + "/caskade.log",
                asleep,
                databaseWait)
            .text());
  }

  /** Not where the interactive console has a prompt of its own. */
  @SuppressWarnings("SystemOut")
  private void print(String text) {
    if (!Boolean.parseBoolean(context.getProperty("karaf.startLocalConsole"))) {
      System.out.print(text);
    }
  }

  private String consoleAddress() {
    try {
      Configuration console = configurations.getConfiguration(CONSOLE_PID, null);
      Dictionary<String, Object> settings = console.getProperties();
      if (settings != null) {
        return settings.get("sshHost") + ":" + settings.get("sshPort");
      }
    } catch (IOException e) {
      LOG.warn("The address of the console is not known: {} cannot be read", CONSOLE_PID, e);
    }
    return DEFAULT_CONSOLE;
  }

  /** Bundles that are meant to run and do not; a fragment is never meant to. */
  private List<String> asleep() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0)
        .filter(bundle -> bundle.adapt(BundleStartLevel.class).isPersistentlyStarted())
        .map(Bundle::getSymbolicName)
        .sorted()
        .toList();
  }
}
