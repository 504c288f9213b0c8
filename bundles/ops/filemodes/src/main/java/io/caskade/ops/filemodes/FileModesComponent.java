package io.caskade.ops.filemodes;

import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Checkup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guards the secret files of this head-end: at its start, and every ten seconds after it. */
@Component(
    service = {},
    immediate = true)
public final class FileModesComponent {
  private static final Logger LOG = LoggerFactory.getLogger(FileModesComponent.class);
  private static final long LOOK_SECONDS = 10;
  private static final String OURS =
      "(|(service.pid=io.caskade.*)(service.pid=org.ops4j.datasource*)"
          + "(service.factoryPid=org.ops4j.datasource))";

  private final ConfigurationAdmin configurations;
  private final ServiceRegistration<?> registration;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var made = new Thread(work, "caskade-file-modes");
            made.setDaemon(true);
            return made;
          });

  /** Made by Declarative Services. */
  @Activate
  public FileModesComponent(@Reference ConfigurationAdmin configurations, BundleContext context) {
    this.configurations = configurations;
    Path etc = Path.of(String.valueOf(context.getProperty("karaf.etc"))).toAbsolutePath();
    Path data = Path.of(String.valueOf(context.getProperty("karaf.data"))).toAbsolutePath();
    var guard = new FileGuard(new GuardedFiles(etc, data, this::settings), InstantSource.system());
    var unused = looker.scheduleWithFixedDelay(guard::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    registration =
        context.registerService(
            new String[] {AlarmSource.class.getName(), Checkup.class.getName()}, guard, null);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    looker.shutdownNow();
  }

  private List<Map<String, String>> settings() {
    List<Map<String, String>> all = new ArrayList<>();
    try {
      Configuration @Nullable [] found = configurations.listConfigurations(OURS);
      for (Configuration configuration : found == null ? new Configuration[0] : found) {
        all.add(texts(configuration));
      }
    } catch (IOException | InvalidSyntaxException e) {
      LOG.warn("Settings cannot be read: {}", e.toString());
    }
    return all;
  }

  private static Map<String, String> texts(Configuration configuration) {
    Map<String, String> texts = new HashMap<>();
    var properties = configuration.getProperties();
    if (properties != null) {
      for (String name : Collections.list(properties.keys())) {
        texts.put(name, String.valueOf(properties.get(name)));
      }
    }
    return texts;
  }
}
