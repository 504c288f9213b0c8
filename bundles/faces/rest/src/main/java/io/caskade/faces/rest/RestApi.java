package io.caskade.faces.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.faces.rest.events.EventStreams;
import io.caskade.faces.rest.generators.GeneratorFiles;
import io.caskade.faces.rest.http.Faults;
import io.caskade.faces.rest.http.Idempotency;
import io.caskade.faces.rest.http.Json;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.Limits;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.MethodRules;
import io.caskade.faces.rest.http.ProblemForm;
import io.caskade.faces.rest.resources.AccountsResource;
import io.caskade.faces.rest.resources.CapabilitiesResource;
import io.caskade.faces.rest.resources.CardActionsResource;
import io.caskade.faces.rest.resources.CardsResource;
import io.caskade.faces.rest.resources.EventsResource;
import io.caskade.faces.rest.resources.GeneratorsResource;
import io.caskade.faces.rest.resources.JobsResource;
import io.caskade.faces.rest.resources.JournalResource;
import io.caskade.faces.rest.resources.NetworksResource;
import io.caskade.faces.rest.resources.ProductsResource;
import io.caskade.faces.rest.resources.ReadersResource;
import io.caskade.faces.rest.resources.ReceiverDeskResource;
import io.caskade.faces.rest.resources.ReceiverFilesResource;
import io.caskade.faces.rest.resources.ReceiverLinesResource;
import io.caskade.faces.rest.resources.ReceiverSeriesResource;
import io.caskade.faces.rest.resources.ReceiversResource;
import io.caskade.faces.rest.resources.ReportsResource;
import io.caskade.faces.rest.resources.ServicesResource;
import io.caskade.faces.rest.resources.SessionsResource;
import io.caskade.faces.rest.resources.SetTopBoxesResource;
import io.caskade.faces.rest.resources.SubscribersResource;
import io.caskade.faces.rest.resources.SynchronisationResource;
import io.caskade.faces.rest.resources.TokensResource;
import io.caskade.faces.rest.resources.WebhooksResource;
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
  private final EventStreams streams;
  private final GeneratorFiles generators;
  private final ObjectMapper mapper = Json.mapper();

  RestApi(
      Seams seams,
      Supplier<Limits> limits,
      EventStreams streams,
      GeneratorFiles generators,
      InstantSource clock) {
    this.seams = seams;
    this.limits = limits;
    this.streams = streams;
    this.generators = generators;
    this.clock = clock;
  }

  ResourceConfig config() {
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
    var patches = new MergePatch(mapper);
    return List.of(
        new CapabilitiesResource(),
        new NetworksResource(seams, patches),
        new ProductsResource(seams, patches),
        new ServicesResource(seams, patches),
        new SubscribersResource(seams, patches, clock),
        new SetTopBoxesResource(seams, patches),
        new CardsResource(seams, mapper),
        new CardActionsResource(seams),
        new JobsResource(seams, mapper),
        new SynchronisationResource(seams),
        new AccountsResource(seams, patches),
        new SessionsResource(seams),
        new TokensResource(seams),
        new WebhooksResource(seams, patches),
        new JournalResource(seams, mapper),
        new ReportsResource(seams, clock),
        new EventsResource(seams, mapper, streams, () -> limits.get().eventStreams()),
        new GeneratorsResource(seams, generators),
        new ReadersResource(seams),
        new ReceiversResource(seams, patches),
        new ReceiverDeskResource(seams),
        new ReceiverFilesResource(seams, clock),
        new ReceiverSeriesResource(seams),
        new ReceiverLinesResource(seams));
  }
}
