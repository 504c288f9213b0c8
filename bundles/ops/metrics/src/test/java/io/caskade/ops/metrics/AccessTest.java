package io.caskade.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final String TOKEN = "a-token-of-a-scraper";

  @Test
  void programsOfThisMachineAlwaysMayAndNobodyElse() {
    Access access = Access.of("", "");
    assertThat(access.allows("127.0.0.1", false, null)).isTrue();
    assertThat(access.allows("0:0:0:0:0:0:0:1", false, null)).isTrue();
    assertThat(access.allows("10.1.2.3", false, null)).isFalse();
    assertThat(access.allows("2001:db8::1", false, null)).isFalse();
    assertThat(access.allows("localhost.example.com", false, null)).isFalse();
  }

  @Test
  void whatComesThroughAProxyIsFromElsewhere() {
    assertThat(Access.of("", "").allows("127.0.0.1", true, null)).isFalse();
  }

  @Test
  void listedAddressesAndNetworksMay() {
    Access access = Access.of("10.1.0.0/16, 192.0.2.7, 2001:db8::/32", "");
    assertThat(access.allows("10.1.255.1", false, null)).isTrue();
    assertThat(access.allows("10.2.0.1", false, null)).isFalse();
    assertThat(access.allows("192.0.2.7", false, null)).isTrue();
    assertThat(access.allows("192.0.2.8", false, null)).isFalse();
    assertThat(access.allows("2001:db8:1::5", false, null)).isTrue();
    assertThat(access.allows("2001:db9::5", false, null)).isFalse();
  }

  @Test
  void aListThatIsNoneIsRefusedWithItsFault() {
    for (String wrong : new String[] {"10.1.0.0/33", "example.com", "10.1", "1.2.3.4/x"}) {
      assertThatThrownBy(() -> Access.of(wrong, ""))
          .isInstanceOf(CaskadeException.class)
          .hasMessageContaining("io.caskade.metrics")
          .hasMessageContaining(wrong);
    }
  }

  @Test
  void theTokenOfTheFileOpensFromAnywhere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("token");
    Access access = Access.of("", file.toString());
    assertThat(access.allows("10.1.2.3", false, "Bearer " + TOKEN)).as("no file").isFalse();
    Files.writeString(file, TOKEN + "\n");
    assertThat(access.allows("10.1.2.3", false, "Bearer " + TOKEN)).isTrue();
    assertThat(access.allows("10.1.2.3", true, "bearer " + TOKEN)).isTrue();
    assertThat(access.allows("10.1.2.3", false, "Bearer " + TOKEN + "x")).isFalse();
    assertThat(access.allows("10.1.2.3", false, TOKEN)).isFalse();
    assertThat(access.allows("10.1.2.3", false, null)).isFalse();
    Files.writeString(file, "another-token-of-it\n");
    assertThat(access.allows("10.1.2.3", false, "Bearer " + TOKEN)).as("changed").isFalse();
  }

  @Test
  void anEmptyFileOrAShortTokenOpensToNobody(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("token");
    Access access = Access.of("", file.toString());
    for (String content : new String[] {"", "\n", "short\n"}) {
      Files.writeString(file, content);
      assertThat(access.allows("10.1.2.3", false, "Bearer " + content.strip())).isFalse();
    }
  }
}
