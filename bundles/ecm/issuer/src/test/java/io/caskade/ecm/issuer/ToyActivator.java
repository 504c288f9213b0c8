package io.caskade.ecm.issuer;

import io.caskade.api.ecm.CasProfile;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Offers a toy profile from a bundle of its own; its header says which. */
public final class ToyActivator implements BundleActivator {
  static final String TAG = "Toy-Tag";

  @Override
  public void start(BundleContext context) {
    String tag = context.getBundle().getHeaders("").get(TAG);
    if (tag == null) {
      return;
    }
    Map<String, Object> properties =
        Map.of(
            CasProfile.NAME,
            "toy",
            CasProfile.VERSION,
            context.getBundle().getVersion().toString());
    context.registerService(
        CasProfile.class,
        ToyProfile.good(Integer.parseInt(tag)),
        FrameworkUtil.asDictionary(properties));
  }

  @Override
  public void stop(BundleContext context) {}
}
