package io.caskade.itests.exam;

import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** States of the installed bundles as a test asks for them. */
final class Bundles {
  private Bundles() {}

  /** Names of those that are meant to run and do not. */
  static List<String> asleep(BundleContext context) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
        .filter(bundle -> bundle.adapt(BundleStartLevel.class).isPersistentlyStarted())
        .map(Bundle::getSymbolicName)
        .toList();
  }

  /** Names and states of those that are neither ACTIVE nor a RESOLVED fragment. */
  static List<String> unfit(BundleContext context) {
    return Arrays.stream(context.getBundles())
        .filter(
            bundle -> bundle.getState() != (isFragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE))
        .map(bundle -> bundle.getSymbolicName() + " in state " + bundle.getState())
        .toList();
  }

  private static boolean isFragment(Bundle bundle) {
    return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }
}
