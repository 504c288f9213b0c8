package io.caskade.faces.rest.web;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.lib.cidr.AddressList;
import io.caskade.lib.cidr.RecentAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every page: who is answered, over what, and who it is that asks. It has no
 * references, so that it is never away while somebody could ask. Settings that do not check leave
 * it as strict as it can be.
 */
@Component(
    service = {Filter.class, MetricSource.class},
    immediate = true,
    configurationPid = WebSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = {
      WebGate.NAME + "=caskade-gate",
      "osgi.http.whiteboard.filter.pattern=/*",
      "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
      "osgi.http.whiteboard.filter.dispatcher=REQUEST",
      "osgi.http.whiteboard.filter.dispatcher=ASYNC",
      "osgi.http.whiteboard.filter.dispatcher=ERROR",
      "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)",
      "service.ranking:Integer=1000000"
    })
public final class WebGate implements Filter, MetricSource {
  static final String NAME = "osgi.http.whiteboard.filter.name";
  private static final Logger LOG = LoggerFactory.getLogger(WebGate.class);
  private static final GateRules THIS_MACHINE_ONLY =
      new GateRules(
          AddressList.of(List.of("127.0.0.0/8", "::1")), AddressList.of(List.of()), false, 0);
  private static final long SECONDS_A_DAY = 86_400;

  private final RecentAddresses logged = new RecentAddresses();
  private final AtomicLong refused = new AtomicLong();
  private volatile GateRules rules = THIS_MACHINE_ONLY;
  private volatile boolean selfSigned;

  /** Made by Declarative Services. */
  @Activate
  public WebGate(WebConfig config) {
    modified(config);
  }

  @Modified
  void modified(WebConfig config) {
    selfSigned = config.https().strip().equals("generated");
    try {
      rules = GateRules.of(config);
    } catch (CaskadeException e) {
      rules = THIS_MACHINE_ONLY;
      LOG.error(
          "{} Until then only this machine is answered. {}",
          e.getMessage(),
          e.cure(Locale.ENGLISH));
    }
  }

  /** Requests that were refused. */
  long refused() {
    return refused.get();
  }

  @Override
  public List<MetricFamily> metrics() {
    return List.of(
        MetricFamily.counter(
            "web_refused", "Requests refused by their address or for want of TLS.", refused.get()));
  }

  @Override
  public void init(FilterConfig config) {}

  @Override
  public void destroy() {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      return;
    }
    GateRules now = rules;
    Optional<InetAddress> peer = AddressList.address(withoutScope(http.getRemoteAddr()));
    if (peer.isEmpty()) {
      refuse(http, answer, ErrorCode.ADDRESS_REFUSED, InetAddress.getLoopbackAddress());
      return;
    }
    InetAddress client = now.client(peer.get(), forwarded(http));
    switch (now.judge(peer.get(), client, http.isSecure())) {
      case ADDRESS_REFUSED -> refuse(http, answer, ErrorCode.ADDRESS_REFUSED, client);
      case TLS_NEEDED -> refuse(http, answer, ErrorCode.TLS_NEEDED, client);
      case WELCOME -> {
        if (http.isSecure() && now.hstsDays() > 0 && !selfSigned) {
          answer.setHeader(
              "Strict-Transport-Security", "max-age=" + now.hstsDays() * SECONDS_A_DAY);
        }
        chain.doFilter(client.equals(peer.get()) ? http : new Forwarded(http, client), answer);
      }
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse answer, ErrorCode code, InetAddress client)
      throws IOException {
    refused.incrementAndGet();
    if (logged.isNew(client)) {
      LOG.warn(
          "{} was refused: {} (said once an address)",
          client.getHostAddress(),
          code.text(Locale.ENGLISH));
    }
    Locale locale =
        "ru".equals(request.getLocale().getLanguage())
            ? Locale.forLanguageTag("ru")
            : Locale.ENGLISH;
    answer.setStatus(code.httpStatus());
    answer.setContentType("application/problem+json");
    answer.setHeader("Connection", "close");
    answer
        .getOutputStream()
        .write(
            "{\"type\":\"https://caskade.io/problems/%s\",\"status\":%d,\"detail\":\"%s\",\"cure\":\"%s\"}"
                .formatted(
                    code.problemType(), code.httpStatus(), code.text(locale), code.cure(locale))
                .getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> forwarded(HttpServletRequest request) {
    return Collections.list(request.getHeaders("X-Forwarded-For"));
  }

  private static String withoutScope(String address) {
    int scope = address.indexOf('%');
    String bare = scope < 0 ? address : address.substring(0, scope);
    return bare.startsWith("[") && bare.endsWith("]") ? bare.substring(1, bare.length() - 1) : bare;
  }

  /** Everything behind the gate sees who really asks. */
  private static final class Forwarded extends HttpServletRequestWrapper {
    private final String client;

    Forwarded(HttpServletRequest request, InetAddress client) {
      super(request);
      this.client = client.getHostAddress();
    }

    @Override
    public String getRemoteAddr() {
      return client;
    }

    @Override
    public String getRemoteHost() {
      return client;
    }
  }
}
