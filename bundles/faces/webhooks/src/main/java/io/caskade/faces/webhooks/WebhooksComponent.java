package io.caskade.faces.webhooks;

import io.caskade.api.ops.AlarmListener;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.StreamLeases;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.FeedListener;
import io.caskade.api.rights.webhooks.WebhookManagement;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The deliverer as services. They are registered by hand: the feed binds its listeners, and this
 * component binds the feed, which Declarative Services would see as a circle.
 */
@Component(
    immediate = true,
    configurationPid = "io.caskade.webhooks",
    service = {})
@Designate(ocd = WebhooksConfig.class)
public final class WebhooksComponent {
  private final BundleContext context;
  private final LoopThread loop = new LoopThread();
  private final HttpPost post = new HttpPost(loop);
  private final Deliverer deliverer =
      new Deliverer(loop, post, InstantSource.system(), new SecureRandom());
  private final AlarmDeliveries alarms =
      new AlarmDeliveries(
          loop, post, InstantSource.system(), new SecureRandom(), deliverer, deliverer::settings);
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  /** Made by Declarative Services. */
  @Activate
  public WebhooksComponent(BundleContext context, WebhooksConfig config) {
    this.context = context;
    deliverer.use(DeliverySettings.of(config));
  }

  @Activate
  void start() {
    registrations.add(context.registerService(FeedListener.class, deliverer, null));
    registrations.add(context.registerService(AlarmSource.class, deliverer, null));
    registrations.add(context.registerService(AlarmListener.class, alarms, null));
    registrations.add(context.registerService(MetricSource.class, deliverer.metrics(), null));
    deliverer.start();
  }

  @Modified
  void modified(WebhooksConfig config) {
    deliverer.use(DeliverySettings.of(config));
  }

  @Deactivate
  void stop() {
    registrations.forEach(ServiceRegistration::unregister);
    loop.end(deliverer::finish);
    post.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindLeases(StreamLeases leases) {
    deliverer.use(leases);
  }

  void unbindLeases(StreamLeases leases) {
    deliverer.forget(leases);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindManagement(WebhookManagement management) {
    deliverer.use(management);
  }

  void unbindManagement(WebhookManagement management) {
    deliverer.forget(management);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindFeed(ChangeFeed feed) {
    deliverer.use(feed);
  }

  void unbindFeed(ChangeFeed feed) {
    deliverer.forget(feed);
  }
}
