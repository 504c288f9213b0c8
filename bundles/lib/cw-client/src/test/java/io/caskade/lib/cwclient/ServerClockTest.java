package io.caskade.lib.cwclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerClockTest {
  private static Optional<Instant> date(String head) throws IOException {
    return ServerClock.date(new ByteArrayInputStream(head.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void theDateOfAnyAnswerIsRead() throws IOException {
    Instant at = Instant.parse("2026-11-22T10:36:40Z");
    assertThat(
            date(
                "HTTP/1.1 401 Unauthorized\r\nServer: x\r\n"
                    + "dAtE:  Sun, 22 Nov 2026 10:36:40 GMT \r\n\r\n"))
        .contains(at);
    assertThat(date("HTTP/1.0 200 OK\nDate: Sun, 22 Nov 2026 10:36:40 GMT\n\n")).contains(at);
  }

  @Test
  void whatIsNoDateIsNone() throws IOException {
    assertThat(date("")).isEmpty();
    assertThat(date("HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n")).isEmpty();
    assertThat(date("HTTP/1.1 200 OK\r\n\r\nDate: Sun, 22 Nov 2026 10:36:40 GMT\r\n")).isEmpty();
    assertThat(date("x".repeat(9000) + "\r\nDate: Sun, 22 Nov 2026 10:36:40 GMT\r\n\r\n"))
        .as("no more than 8 KiB are read")
        .isEmpty();
  }

  @FuzzTest
  void anyBytesAreADateOrNone(byte[] bytes) throws IOException {
    if (ServerClock.date(new ByteArrayInputStream(bytes)).isPresent() && bytes.length < 20) {
      throw new AssertionError("a date of " + bytes.length + " bytes");
    }
  }
}
