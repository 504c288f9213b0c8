package io.caskade.ecm.profiletvcas3;

import io.caskade.api.ecm.CasProfile;
import io.caskade.api.keys.Ciphers;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the profile as a service, under the version of its bundle. Registered by hand because only
 * the running bundle knows that version, by which the issuer tells two builds apart.
 */
@Component(
    service = {},
    immediate = true)
public final class ProfileRegistration {
  private final ServiceRegistration<CasProfile> registration;

  @Activate
  public ProfileRegistration(BundleContext context, @Reference Ciphers ciphers) {
    Map<String, Object> properties =
        Map.of(
            CasProfile.NAME,
            Tvcas3Profile.PROFILE,
            CasProfile.VERSION,
            context.getBundle().getVersion().toString());
    registration =
        context.registerService(
            CasProfile.class, new Tvcas3Profile(ciphers), FrameworkUtil.asDictionary(properties));
  }

  @Deactivate
  void withdraw() {
    registration.unregister();
  }
}
