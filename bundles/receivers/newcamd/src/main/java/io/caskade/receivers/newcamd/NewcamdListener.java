package io.caskade.receivers.newcamd;

import static java.util.Objects.requireNonNull;

import io.caskade.api.ops.Endpoint;
import io.caskade.lib.receiverlistener.ListenerEndpoint;
import io.caskade.lib.receiverlistener.SettingsCheck;
import java.security.SecureRandom;
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

/** A listener as a component: one for each {@code etc/io.caskade.receivers.newcamd-<name>.cfg}. */
@Component(
    service = Endpoint.class,
    immediate = true,
    configurationPid = SettingsReader.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = NewcamdConfig.class, factory = true)
public final class NewcamdListener extends ListenerEndpoint {
  /** Mandatory, so that the listener ends before the loops do. */
  @Reference(policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable NewcamdLoops loops;

  private final SecureRandom random = new SecureRandom();

  public NewcamdListener() {
    super(NewcamdProtocol.NAME);
  }

  @Activate
  @Modified
  void change(NewcamdConfig config, Map<String, Object> properties) {
    String name = SettingsCheck.name(SettingsReader.PID, properties);
    change(name, requireNonNull(loops).loops(), () -> SettingsReader.read(name, config, random));
  }

  @Deactivate
  void deactivate() {
    stop();
  }
}
