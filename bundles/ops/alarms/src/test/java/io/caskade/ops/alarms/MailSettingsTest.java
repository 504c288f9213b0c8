package io.caskade.ops.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSettingsTest {
  @Test
  void severalReceiversAreSeparatedByCommas() {
    MailSettings settings = settings(Map.of("to", "noc@example.org, night@example.org"));

    assertThat(settings.to()).containsExactly("noc@example.org", "night@example.org");
    assertThat(settings.security()).isEqualTo(MailSettings.Security.STARTTLS);
  }

  @ParameterizedTest
  @CsvSource({
    "from, nobody, from",
    "to, 'a@b, c', to",
    "to, 'a@b> <c@d', to",
    "security, ssl, security",
    "severity, loud, severity",
    "language, de, language"
  })
  void whatIsWrongIsNamed(String setting, String value, String named) {
    assertThatThrownBy(() -> settings(Map.of(setting, value)))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(named);
  }

  @Test
  void aPasswordDoesNotGoOverTheNetworkInTheClear() {
    assertThatThrownBy(() -> settings(Map.of("security", "none", "user", "cas")))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("security");
    assertThat(settings(Map.of("security", "none", "user", "cas", "host", "127.0.0.1")).user())
        .isEqualTo("cas");
  }

  private static MailSettings settings(Map<String, Object> changed) {
    Map<String, Object> values = new HashMap<>();
    values.put("host", "mail.example.org");
    values.put("from", "cas@example.org");
    values.put("to", "noc@example.org");
    values.putAll(changed);
    return MailSettings.of(
        (MailConfig)
            Proxy.newProxyInstance(
                MailConfig.class.getClassLoader(),
                new Class<?>[] {MailConfig.class},
                (proxy, method, arguments) ->
                    method.getDeclaringClass() == Annotation.class
                        ? MailConfig.class
                        : values.getOrDefault(method.getName(), method.getDefaultValue())));
  }
}
