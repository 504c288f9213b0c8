package io.caskade.cards.readers;

import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.MetricSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Shows a reader as a service: registered by hand, since readers come and go. */
final class RegisteredReader implements Listing {
  private final BundleContext context;
  private final ReaderEndpoint endpoint;
  private @Nullable ServiceRegistration<?> registration;
  private boolean hidden;

  RegisteredReader(BundleContext context, ReaderEndpoint endpoint) {
    this.context = context;
    this.endpoint = endpoint;
  }

  @Override
  public synchronized void show() {
    if (!hidden) {
      registration =
          context.registerService(
              new String[] {Endpoint.class.getName(), MetricSource.class.getName()},
              endpoint,
              null);
    }
  }

  @Override
  public synchronized void hide() {
    hidden = true;
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
  }
}
