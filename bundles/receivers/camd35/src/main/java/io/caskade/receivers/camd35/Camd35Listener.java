package io.caskade.receivers.camd35;

import static java.util.Objects.requireNonNull;

import io.caskade.api.ops.Endpoint;
import io.caskade.lib.receiverlistener.ListenerEndpoint;
import io.caskade.lib.receiverlistener.SettingsCheck;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A listener as a component: one for each {@code etc/io.caskade.receivers.camd35-<name>.cfg}. */
@Component(
    service = Endpoint.class,
    immediate = true,
    configurationPid = SettingsReader.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Camd35Config.class, factory = true)
public final class Camd35Listener extends ListenerEndpoint {
  /** Mandatory, so that the listener ends before the loops do. */
  @Reference(policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Camd35Loops loops;

  public Camd35Listener() {
    super(SettingsReader.KIND);
  }

  @Activate
  @Modified
  void change(Camd35Config config, Map<String, Object> properties) {
    String name = SettingsCheck.name(SettingsReader.PID, properties);
    change(name, requireNonNull(loops).loops(), () -> SettingsReader.read(name, config));
  }

  @Deactivate
  void deactivate() {
    stop();
  }
}
