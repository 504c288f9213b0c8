package io.caskade.receivers.cccam;

import static java.util.Objects.requireNonNull;

import io.caskade.api.ops.Endpoint;
import io.caskade.lib.receiverlistener.ListenerEndpoint;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.receivers.cccam.session.CccamProtocol;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A listener as a component: one for each {@code etc/io.caskade.receivers.cccam-<name>.cfg}. */
@Component(
    service = Endpoint.class,
    immediate = true,
    configurationPid = CccamListener.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CccamConfig.class, factory = true)
public final class CccamListener extends ListenerEndpoint {
  static final String PID = "io.caskade.receivers.cccam";

  /** Mandatory, so that the listener ends before the loops do. */
  @Reference(policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable CccamLoops loops;

  private final SecureRandom random = new SecureRandom();
  private String name = "";
  private Path folder = Path.of("receivers");

  public CccamListener() {
    super(CccamProtocol.NAME);
  }

  @Activate
  void activate(CccamConfig config, Map<String, Object> properties, BundleContext context) {
    String data = context.getProperty("karaf.data");
    folder = Path.of(data == null ? "data" : data, "receivers");
    name = SettingsCheck.name(PID, properties);
    change(config);
  }

  @Modified
  void change(CccamConfig config) {
    NodeIdFile kept = new NodeIdFile(folder, name, random);
    CccamLoops present = requireNonNull(loops);
    change(
        name,
        present.loops(),
        () ->
            new SettingsReader(
                    new SettingsCheck(PID, name), kept, random, node -> present.name(name, node))
                .plan(config));
  }

  @Deactivate
  void deactivate() {
    CccamLoops present = loops;
    if (present != null) {
      present.forget(name);
    }
    stop();
  }
}
