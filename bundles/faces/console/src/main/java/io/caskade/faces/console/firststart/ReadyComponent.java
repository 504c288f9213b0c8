package io.caskade.faces.console.firststart;

import io.caskade.api.ops.Endpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.karaf.features.BootFinished;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;
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
 * Says once per start that the head-end is up: all boot features are installed and the framework
 * has reached its start level. On the first start the features come last, later the start level.
 */
@Component(service = ReadyComponent.class, immediate = true)
public final class ReadyComponent {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyComponent.class);
  private static final String DEFAULT_CONSOLE = "127.0.0.1:8101";
  private static final String CONSOLE_PID = "org.apache.karaf.shell";

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final Collection<Endpoint> endpoints = new CopyOnWriteArrayList<>();

  private final AtomicBoolean announced = new AtomicBoolean();
  private final FrameworkListener atStartLevel = this::onFrameworkEvent;
  private final BundleContext context;
  private final ConfigurationAdmin configurations;

  /**
   * @param boot its presence means that the boot is finished
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
  void await() {
    context.addFrameworkListener(atStartLevel);
    announceWhenStarted();
  }

  @Deactivate
  void forget() {
    context.removeFrameworkListener(atStartLevel);
  }

  private void onFrameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
      announceWhenStarted();
    }
  }

  private void announceWhenStarted() {
    int level =
        context
            .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
            .adapt(FrameworkStartLevel.class)
            .getStartLevel();
    int target = Integer.parseInt(context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL));
    if (level >= target && announced.compareAndSet(false, true)) {
      announce();
    }
  }

  @SuppressWarnings("SystemOut")
  private void announce() {
    Duration upAfter = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    LOG.info("Head-end ready after {} ms", upAfter.toMillis());
    // The interactive console has a prompt of its own on that terminal.
    if (!Boolean.parseBoolean(context.getProperty("karaf.startLocalConsole"))) {
      System.out.print(
          new ReadyNotice(
                  upAfter,
                  endpoints,
                  consoleAddress(),
                  context.getProperty("karaf.etc"),
                  context.getProperty("karaf.log") + "/caskade.log",
                  asleep())
              .text());
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

  private List<String> asleep() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
        .filter(bundle -> (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0)
        .map(Bundle::getSymbolicName)
        .sorted()
        .toList();
  }
}
