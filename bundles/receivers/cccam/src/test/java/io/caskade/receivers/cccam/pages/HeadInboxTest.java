package io.caskade.receivers.cccam.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeadInboxTest {
  private static final String REQUEST =
      "GET /clients?x=1 HTTP/1.1\r\nHost: a\r\nAUTHORIZATION:  Basic YTpi \r\nX: y\r\n\r\nbody";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Optional<RequestHead> read(String text) {
    return new HeadInbox().take(bytes(text));
  }

  @Property(tries = 200)
  void aHeadIsReadHoweverItComes(@ForAll @IntRange(min = 1, max = 30) int piece) {
    HeadInbox inbox = new HeadInbox();
    byte[] all = bytes(REQUEST);
    Optional<RequestHead> head = Optional.empty();
    for (int at = 0; at < all.length && head.isEmpty(); at += piece) {
      head = inbox.take(Arrays.copyOfRange(all, at, Math.min(at + piece, all.length)));
      assertThat(inbox.isBroken()).isFalse();
    }
    assertThat(head).contains(new RequestHead("GET", "/clients", Optional.of("Basic YTpi")));
    assertThat(head.orElseThrow()).hasToString("GET /clients");
  }

  @Test
  void whatScriptsWriteIsReadToo() {
    assertThat(read("GET / HTTP/1.0\n\n")).contains(new RequestHead("GET", "/", Optional.empty()));
    assertThat(read("HEAD http://host:16001/shares HTTP/1.1\r\n\r\n"))
        .contains(new RequestHead("HEAD", "/shares", Optional.empty()));
  }

  @Test
  void whatIsNoRequestBreaks() {
    for (String text :
        new String[] {
          "hello\r\n\r\n",
          "GET clients HTTP/1.1\r\n\r\n",
          "GET / HTTP/2.0\r\n\r\n",
          "GET / HTTP/1.1\r\nAuthorization: a\r\nauthorization: b\r\n\r\n",
          "get / HTTP/1.1\r\n\r\n",
          "\r\n\r\n"
        }) {
      HeadInbox inbox = new HeadInbox();
      assertThat(inbox.take(bytes(text))).as(text).isEmpty();
      assertThat(inbox.isBroken()).as(text).isTrue();
    }
  }

  @Test
  void aHeadWithoutAnEndIsGivenUp() {
    HeadInbox inbox = new HeadInbox();
    int taken = 0;
    while (!inbox.isBroken()) {
      assertThat(inbox.take(bytes("GET / HTTP/1.1\r\nX: y\r\n"))).isEmpty();
      taken += 22;
      assertThat(taken).isLessThan(2 * HeadInbox.MOST);
    }
    assertThat(inbox.take(bytes("\r\n\r\n"))).isEmpty();
  }

  @FuzzTest
  void anyBytesAreAHeadOrNone(byte[] bytes) {
    HeadInbox inbox = new HeadInbox();
    Optional<RequestHead> head = inbox.take(bytes);
    if (head.isPresent() && (inbox.isBroken() || !head.get().path().startsWith("/"))) {
      throw new AssertionError(head.get());
    }
    head.flatMap(RequestHead::authorization)
        .flatMap(Credentials::basic)
        .ifPresent(
            credentials -> {
              if (credentials.login().isEmpty()) {
                throw new AssertionError("a name of nothing");
              }
            });
  }
}
