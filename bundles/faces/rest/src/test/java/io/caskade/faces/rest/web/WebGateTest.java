package io.caskade.faces.rest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.faces.rest.web.GateRules.Verdict;
import io.caskade.lib.cidr.AddressList;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is answered, and who it is. */
class WebGateTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // peer, header, who asks
        "10.0.0.1, -, 10.0.0.1",
        "10.0.0.1, 192.0.2.7, 192.0.2.7",
        "10.0.0.1, '192.0.2.7, 10.0.0.2', 192.0.2.7",
        "10.0.0.1, '6.6.6.6, 192.0.2.7', 192.0.2.7",
        "10.0.0.1, '6.6.6.6, nonsense', 10.0.0.1",
        "10.0.0.1, '192.0.2.7:4711', 192.0.2.7",
        "10.0.0.1, '[2001:db8::1]:4711', 2001:db8::1",
        "10.0.0.1, 2001:db8::1, 2001:db8::1",
        "192.0.2.9, 6.6.6.6, 192.0.2.9",
        "127.0.0.1, 6.6.6.6, 127.0.0.1",
      })
  void theHeaderIsBelievedFromTrustedProxiesOnly(String peer, String header, String client)
      throws Exception {
    GateRules rules = rules(Map.of("trustedProxies", new String[] {"10.0.0.0/24"}));
    assertThat(rules.client(address(peer), header == null ? List.of() : List.of(header)))
        .isEqualTo(address(client));
  }

  @Test
  void byDefaultTheHeaderIsNeverBelieved() throws Exception {
    assertThat(rules(Map.of()).client(address("127.0.0.1"), List.of("6.6.6.6")))
        .isEqualTo(address("127.0.0.1"));
  }

  @Test
  void plainHttpIsForThisMachineAndTrustedProxies() throws Exception {
    GateRules rules = rules(Map.of("trustedProxies", new String[] {"10.0.0.1"}));
    InetAddress far = address("192.0.2.7");
    assertThat(rules.judge(far, far, false)).isEqualTo(Verdict.TLS_NEEDED);
    assertThat(rules.judge(far, far, true)).isEqualTo(Verdict.WELCOME);
    assertThat(rules.judge(address("10.0.0.1"), far, false)).isEqualTo(Verdict.WELCOME);
    assertThat(rules.judge(address("::1"), address("::1"), false)).isEqualTo(Verdict.WELCOME);
    assertThat(rules(Map.of("plainFromAnywhere", true)).judge(far, far, false))
        .isEqualTo(Verdict.WELCOME);
  }

  @Test
  void aListOfAddressesLetsNobodyElseIn() throws Exception {
    GateRules rules = rules(Map.of("allow", new String[] {"192.0.2.0/24", "fd00::/8"}));
    InetAddress inside = address("192.0.2.200");
    InetAddress outside = address("198.51.100.1");
    assertThat(rules.judge(inside, inside, true)).isEqualTo(Verdict.WELCOME);
    assertThat(rules.judge(outside, outside, true)).isEqualTo(Verdict.ADDRESS_REFUSED);
  }

  @Test
  void aListThatCannotBeReadLetsNobodyButThisMachineIn() throws Exception {
    assertThatThrownBy(() -> rules(Map.of("allow", new String[] {"nonsense"})))
        .hasMessageContaining("allow");
    // Constructing the gate with such settings must not throw: it would stand open.
    assertThat(new WebGate(GivenConfig.of(Map.of("allow", new String[] {"nonsense"}))).refused())
        .isZero();
  }

  @Test
  void whoeverIsRefusedIsCounted() throws Exception {
    var gate = new WebGate(GivenConfig.of(Map.of("allow", new String[] {"192.0.2.0/24"})));
    gate.doFilter(
        request("198.51.100.1"),
        answer(),
        (request, response) -> {
          throw new AssertionError("let in");
        });
    assertThat(gate.metrics())
        .singleElement()
        .isEqualTo(
            MetricFamily.counter(
                "web_refused", gate.metrics().get(0).help(), List.of(Sample.of(Map.of(), 1))));
  }

  private static HttpServletRequest request(String peer) {
    return seam(
        HttpServletRequest.class,
        Map.of(
            "getRemoteAddr",
            peer,
            "getHeaders",
            Collections.emptyEnumeration(),
            "isSecure",
            true,
            "getLocale",
            Locale.ENGLISH));
  }

  private static HttpServletResponse answer() {
    var out =
        new ServletOutputStream() {
          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {}

          @Override
          public void write(int one) {}
        };
    return seam(HttpServletResponse.class, Map.of("getOutputStream", out));
  }

  /** An object whose methods answer what the map says; the others nothing. */
  private static <T> T seam(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.get(method.getName())));
  }

  private static GateRules rules(Map<String, Object> given) {
    return GateRules.of(GivenConfig.of(given));
  }

  private static InetAddress address(String text) throws Exception {
    return AddressList.address(text).orElseThrow();
  }
}
