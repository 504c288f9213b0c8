package io.caskade.faces.rest.web;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Pax Web make its server anew when it has lost a servlet, whoever registered that. */
@Component(
    service = {},
    immediate = true)
public final class ServletKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ServletKeeper.class);
  private static final String RENEWALS = "io.caskade.web.renewals";
  private static final int LOOK_EVERY_SECONDS = 1;

  private final ConfigurationAdmin configurations;
  private final LostServlets lost = new LostServlets();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var made = new Thread(work, "caskade-web-keeper");
            made.setDaemon(true);
            return made;
          });

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile @Nullable HttpServiceRuntime server;

  /** Made by Declarative Services. */
  @Activate
  public ServletKeeper(@Reference ConfigurationAdmin configurations) {
    this.configurations = configurations;
    thread.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void deactivate() {
    thread.shutdownNow();
  }

  private void look() {
    HttpServiceRuntime present = server;
    try {
      if (present != null && lost.found(present)) {
        LOG.warn("The web server has lost a servlet while it started; it is made anew");
        renew();
      }
    } catch (IOException | RuntimeException e) {
      // The server may have gone meanwhile; the next look tells.
      LOG.warn("The web server could not be looked at: {}", e.toString());
    }
  }

  private void renew() throws IOException {
    Configuration pax = configurations.getConfiguration(WebSettings.PAX_WEB, null);
    Dictionary<String, Object> settings = pax.getProperties();
    if (settings == null) {
      return;
    }
    Hashtable<String, Object> renewed = new Hashtable<>();
    settings.keys().asIterator().forEachRemaining(key -> renewed.put(key, settings.get(key)));
    renewed.put(RENEWALS, Long.toString(number(settings.get(RENEWALS)) + 1));
    pax.update(renewed);
  }

  private static long number(@Nullable Object text) {
    return text == null ? 0 : Long.parseLong(text.toString());
  }
}
