package io.caskade.faces.rest.http;

import io.caskade.faces.rest.Seams;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.DynamicFeature;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.FeatureContext;

/** Puts in front of each method the filters that its annotations ask for. */
public final class MethodRules implements DynamicFeature {
  private final Seams seams;
  private final Supplier<Limits> limits;

  public MethodRules(Seams seams, Supplier<Limits> limits) {
    this.seams = seams;
    this.limits = limits;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Method method = resource.getResourceMethod();
    if (method.getDeclaringClass().getName().startsWith("org.glassfish.jersey.")) {
      // Jersey's own answer to OPTIONS tells methods only.
      return;
    }
    Needs needs = method.getAnnotation(Needs.class);
    if (needs != null) {
      context.register(new Gatekeeper(seams, needs.value()), Priorities.AUTHENTICATION);
    } else if (!method.isAnnotationPresent(Open.class)) {
      throw new IllegalStateException(method + " does not say which scopes it needs");
    }
    boolean bulk = method.isAnnotationPresent(Bulk.class);
    context.register(
        new BodyLimit(() -> bulk ? limits.get().bulkBytes() : limits.get().bodyBytes()),
        Priorities.AUTHORIZATION);
  }
}
