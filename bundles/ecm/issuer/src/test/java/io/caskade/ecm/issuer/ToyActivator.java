package io.caskade.ecm.issuer;

import io.caskade.api.ecm.CasProfile;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers a toy profile from a bundle of its own; its header says which. */
public final class ToyActivator implements BundleActivator {
  static final String TAG = "Toy-Tag";

  @Override
  public void start(BundleContext context) {
    String tag = context.getBundle().getHeaders("").get(TAG);
    if (tag == null) {
      return;
    }
    var properties = new Hashtable<String, Object>();
    properties.put(CasProfile.NAME, "toy");
    properties.put(CasProfile.VERSION, context.getBundle().getVersion().toString());
    context.registerService(CasProfile.class, ToyProfile.good(Integer.parseInt(tag)), properties);
  }

  @Override
  public void stop(BundleContext context) {}
}
