package io.caskade.faces.rest.web;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Checkup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns {@code io.caskade.web} into the settings of Pax Web. Until then the server listens nowhere:
 * {@code etc/org.ops4j.pax.web.cfg} is shipped switched off.
 */
@Component(
    configurationPid = WebSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {})
@Designate(ocd = WebConfig.class)
public final class WebServer {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int RETRY_SECONDS = 10;

  private static final int LOOK_SECONDS = 3;

  private final ConfigurationAdmin configurations;
  private final String data;
  private final Path etc;
  private final ServerCertificate certificate;
  private final List<ServiceRegistration<?>> registrations;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var made = new Thread(work, "caskade-web");
            made.setDaemon(true);
            return made;
          });
  private int revision;
  private @Nullable WebSettings wanted;

  /** Made by Declarative Services. */
  @Activate
  public WebServer(
      @Reference ConfigurationAdmin configurations,
      @Reference CertificateIssuer issuer,
      BundleContext context,
      WebConfig config) {
    this.configurations = configurations;
    this.data = String.valueOf(context.getProperty("karaf.data"));
    this.etc = Path.of(String.valueOf(context.getProperty("karaf.etc")));
    this.certificate = new ServerCertificate(issuer, InstantSource.system(), Path.of(data, "web"));
    var watch = new CertificateWatch(certificate, InstantSource.system());
    this.registrations =
        List.of(
            context.registerService(
                new String[] {AlarmSource.class.getName(), Checkup.class.getName()}, watch, null));
    apply(config);
    var unused =
        thread.scheduleWithFixedDelay(
            this::lookSafely, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Modified
  void modified(WebConfig config) {
    apply(config);
  }

  @Deactivate
  void deactivate() {
    thread.shutdownNow();
    registrations.forEach(ServiceRegistration::unregister);
  }

  private synchronized void apply(WebConfig config) {
    revision++;
    try {
      WebSettings settings = WebSettings.of(config, etc);
      wanted = settings;
      if (settings.tls().isEmpty()) {
        certificate.forget();
      }
      settings.tls().ifPresent(tls -> certificate.take(tls.source()));
      listen(settings, revision, true);
    } catch (CaskadeException e) {
      LOG.error("{} {}", e.getMessage(), e.cure(Locale.ENGLISH));
    }
  }

  /** What is thrown here would end the looking for good. */
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("The certificate of HTTPS cannot be examined", e);
    }
  }

  /** A renewed certificate is another one under the same name. */
  private synchronized void look() {
    WebSettings settings = wanted;
    if (settings == null || settings.tls().isEmpty()) {
      return;
    }
    CertificateSource source = settings.tls().get().source();
    if (certificate.isChanged(source)) {
      revision++;
      certificate.take(source);
      listen(settings, revision, true);
    }
  }

  /** Hands the settings on when their ports are free, else tries again and again. */
  private synchronized void listen(WebSettings given, int ofRevision, boolean first) {
    if (ofRevision != revision) {
      return;
    }
    WebSettings settings = certificate.served().isPresent() ? given : given.withoutTls();
    try {
      Configuration server = configurations.getConfiguration(WebSettings.PAX_WEB, null);
      // This bundle may be new while the server goes on with what an older one told it.
      requireFree(settings, WebSettings.held(server.getProperties(), settings.host()));
      server.updateIfDifferent(settings.paxWeb(data, certificate.served()));
      LOG.info("Web server on {}, ports {}", settings.host(), settings.ports());
    } catch (CaskadeException e) {
      if (first) {
        LOG.error("{} {}", e.getMessage(), e.cure(Locale.ENGLISH));
      }
      thread.schedule(() -> listen(given, ofRevision, false), RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      LOG.error("The web server cannot be set: {}", e.getMessage());
    }
  }

  private static void requireFree(WebSettings settings, List<Integer> held) {
    for (int port : settings.ports()) {
      if (held.contains(port)) {
        continue;
      }
      try (var probe = new ServerSocket(port, 1, InetAddress.getByName(settings.host()))) {
        LOG.debug("Port {} is free", probe.getLocalPort());
      } catch (IOException e) {
        throw new CaskadeException(
            e, ErrorCode.PORT_IN_USE, settings.host(), Integer.toString(port));
      }
    }
  }
}
