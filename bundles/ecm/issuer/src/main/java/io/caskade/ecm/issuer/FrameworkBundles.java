package io.caskade.ecm.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles of the running framework. */
final class FrameworkBundles implements BundleShelf {
  private static final String LOCATION = "caskade-swap:";

  private final BundleContext context;

  FrameworkBundles(BundleContext context) {
    this.context = context;
  }

  @Override
  public long install(URI source) throws IOException, ShelfException {
    try (InputStream jar = open(source)) {
      return context.installBundle(freeLocation(source), jar).getBundleId();
    } catch (BundleException e) {
      throw new ShelfException(
          e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR
              ? "a bundle of the same name and version is installed; give the build another version"
              : Fault.text(e));
    }
  }

  private static InputStream open(URI source) throws IOException, ShelfException {
    try {
      if (source.isAbsolute() && !source.getScheme().equals("file")) {
        return source.toURL().openStream();
      }
      Path file = source.isAbsolute() ? Path.of(source) : Path.of(source.getPath());
      if (!Files.isRegularFile(file)) {
        throw new ShelfException("there is no file " + file);
      }
      return Files.newInputStream(file);
    } catch (IllegalArgumentException e) {
      throw new ShelfException("it is no address of a file: " + e.getMessage());
    }
  }

  /** The same jar may have been swapped in before, also in an earlier run of the head-end. */
  private String freeLocation(URI source) {
    int number = 1;
    while (context.getBundle(LOCATION + number + ":" + source) != null) {
      number++;
    }
    return LOCATION + number + ":" + source;
  }

  @Override
  public void start(long bundleId) throws ShelfException {
    Bundle bundle = find(bundleId);
    if (bundle == null) {
      throw new ShelfException("the bundle was uninstalled again");
    }
    try {
      bundle.start();
    } catch (BundleException e) {
      throw new ShelfException("it does not start: " + Fault.text(e));
    }
  }

  @Override
  public void remove(long bundleId) throws ShelfException {
    Bundle bundle = find(bundleId);
    if (bundle == null) {
      return;
    }
    try {
      bundle.uninstall();
    } catch (BundleException | IllegalStateException e) {
      throw new ShelfException(Fault.text(e));
    }
    letGo(bundle);
  }

  /** Frees the class loader now when nobody else is wired to the bundle, as nobody should be. */
  private void letGo(Bundle bundle) {
    Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    FrameworkWiring wiring = framework == null ? null : framework.adapt(FrameworkWiring.class);
    if (wiring != null
        && wiring.getRemovalPendingBundles().contains(bundle)
        && Set.copyOf(wiring.getDependencyClosure(List.of(bundle))).equals(Set.of(bundle))) {
      wiring.refreshBundles(List.of(bundle));
    }
  }

  private @Nullable Bundle find(long bundleId) {
    return context.getBundle(bundleId);
  }
}
