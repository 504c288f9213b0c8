package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** Made with {@code openssl dgst -sha256 -mac HMAC -macopt hexkey:000102...1f}. */
  @Test
  void isTheHmacOfTimeAndBody() {
    assertThat(
            Signature.of(
                TestSubscriptions.secret(),
                Instant.ofEpochSecond(1_781_000_000L),
                "{\"seq\":7,\"target\":\"карта\"}"))
        .isEqualTo(
            "t=1781000000,"
                + "v1=eb682e649c0a89879c861e1888df67f2dd40d8c30b932b55ca42d3ab6f6e3acb");
  }
}
