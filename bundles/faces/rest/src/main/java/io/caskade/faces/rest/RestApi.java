package io.caskade.faces.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.faces.rest.http.Faults;
import io.caskade.faces.rest.http.Idempotency;
import io.caskade.faces.rest.http.Json;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.Limits;
import io.caskade.faces.rest.http.MethodRules;
import io.caskade.faces.rest.http.ProblemForm;
import io.caskade.faces.rest.resources.CapabilitiesResource;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Everything that makes the API, put together. */
final class RestApi {
  private final Seams seams;
  private final Supplier<Limits> limits;
  private final InstantSource clock;

  RestApi(Seams seams, Supplier<Limits> limits, InstantSource clock) {
    this.seams = seams;
    this.limits = limits;
    this.clock = clock;
  }

  ResourceConfig config() {
    ObjectMapper mapper = Json.mapper();
    var config = new ResourceConfig();
    config.property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
    config.property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
    config.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    // Streams of events are flushed line by line.
    config.property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
    config.registerInstances(
        new JsonBodies(mapper),
        new Faults(),
        new ProblemForm(),
        new MethodRules(seams, limits),
        new Idempotency(seams, mapper, clock));
    resources().forEach(config::register);
    return config;
  }

  List<Object> resources() {
    return List.of(new CapabilitiesResource());
  }
}
