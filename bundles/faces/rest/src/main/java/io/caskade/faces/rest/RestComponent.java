package io.caskade.faces.rest;

import io.caskade.api.rights.FeedListener;
import io.caskade.faces.rest.events.EventStreams;
import io.caskade.faces.rest.generators.GeneratorFiles;
import io.caskade.faces.rest.http.Limits;
import io.caskade.faces.rest.http.RestServlet;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import javax.servlet.Filter;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** The API at {@code /api/v1} and its document at {@code /openapi.json}, on the whiteboard. */
@Component(
    configurationPid = "io.caskade.web",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    // Also while nobody looks for listeners of the feed.
    immediate = true,
    service = FeedListener.class)
public final class RestComponent implements FeedListener {
  private final EventStreams streams = new EventStreams();
  private final ServiceRegistration<Servlet> api;
  private final ServiceRegistration<Servlet> document;
  private volatile Limits limits;

  /**
   * Made by Declarative Services.
   *
   * @param gate has to stand before anything answers
   */
  @Activate
  public RestComponent(
      @Reference Seams seams,
      @Reference(target = "(osgi.http.whiteboard.filter.name=caskade-gate)") Filter gate,
      BundleContext context,
      Map<String, Object> settings) {
    limits = limits(settings);
    var generators = new GeneratorFiles(Path.of(String.valueOf(context.getProperty("karaf.etc"))));
    var rest = new RestApi(seams, () -> limits, streams, generators, InstantSource.system());
    api =
        context.registerService(
            Servlet.class, new RestServlet(rest::config), whiteboard("rest", "/api/v1/*"));
    document =
        context.registerService(
            Servlet.class, new OpenApiServlet(), whiteboard("openapi", "/openapi.json"));
  }

  @Modified
  void modified(Map<String, Object> settings) {
    limits = limits(settings);
  }

  @Override
  public void sealed(long seq) {
    streams.sealed(seq);
  }

  @Deactivate
  void deactivate() {
    streams.close();
    api.unregister();
    document.unregister();
  }

  private static Dictionary<String, Object> whiteboard(String name, String pattern) {
    var properties = new Hashtable<String, Object>();
    properties.put("osgi.http.whiteboard.servlet.name", "caskade-" + name);
    properties.put("osgi.http.whiteboard.servlet.pattern", pattern);
    properties.put("osgi.http.whiteboard.servlet.asyncSupported", true);
    return properties;
  }

  private static Limits limits(Map<String, Object> settings) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        number(settings, "maxBodyBytes", usual.bodyBytes(), 1024, 64 << 20),
        number(settings, "maxBulkBytes", usual.bulkBytes(), 1024, 1 << 30),
        (int) number(settings, "maxEventStreams", usual.eventStreams(), 0, 150));
  }

  /** A number outside its range is taken to be the nearest one inside. */
  private static long number(
      Map<String, Object> settings, String name, long usual, long lowest, long highest) {
    Object value = settings.get(name);
    if (value == null || value.toString().isBlank()) {
      return usual;
    }
    try {
      return Math.max(lowest, Math.min(highest, Long.parseLong(value.toString().strip())));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("io.caskade.web: " + name + " is not a number", e);
    }
  }
}
