package io.caskade.itests.exam;

import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.sample.CissaSampleProfile;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Offers the sample profile of the contract kit from a bundle of its own. */
public final class SampleProfileActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Map<String, Object> properties =
        Map.of(
            CasProfile.NAME,
            CissaSampleProfile.PROFILE,
            CasProfile.VERSION,
            context.getBundle().getVersion().toString());
    context.registerService(
        CasProfile.class, new CissaSampleProfile(), FrameworkUtil.asDictionary(properties));
  }

  @Override
  public void stop(BundleContext context) {
    // The framework withdraws the service.
  }
}
