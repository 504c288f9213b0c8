package io.caskade.tools.card.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.cardprotocol.LineResetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a real pseudo-terminal. */
@Timeout(30)
class PseudoTerminalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final byte[] HELLO = "\r\n\u0003hello\u007F".getBytes(StandardCharsets.US_ASCII);

  @Test
  void everyCharacterPassesBothWaysAsItIsAndNoneComesBack() throws IOException {
    try (PseudoTerminal card = new PseudoTerminal();
        HostPort host = new HostPort(card.device())) {
      host.send(HELLO, 0, HELLO.length);
      assertThat(read(card, HELLO.length)).isEqualTo(HELLO);
      card.send(HELLO, 0, HELLO.length);
      assertThat(read(host, HELLO.length)).isEqualTo(HELLO);
      byte[] nothing = new byte[1];
      assertThat(host.receive(nothing, 0, 1, Duration.ofMillis(50))).isZero();
      assertThat(card.receive(nothing, 0, 1, Duration.ofMillis(50))).isZero();
    }
  }

  @Test
  void aFlushOfTheHostIsAResetOnceAndForgetsWhatItSentBefore() throws IOException {
    try (PseudoTerminal card = new PseudoTerminal();
        HostPort host = new HostPort(card.device())) {
      host.send(HELLO, 0, HELLO.length);
      host.reset().pulse();
      host.reset().pulse();
      byte[] target = new byte[16];
      assertThatThrownBy(() -> card.receive(target, 0, target.length, PATIENCE))
          .isInstanceOf(LineResetException.class);
      assertThat(card.receive(target, 0, target.length, Duration.ofMillis(50))).isZero();
      host.send(HELLO, 0, 1);
      assertThat(read(card, 1)).isEqualTo(new byte[] {HELLO[0]});
    }
  }

  @Test
  void hostsMayCloseAndOpenThePort() throws IOException {
    try (PseudoTerminal card = new PseudoTerminal()) {
      for (int time = 0; time < 3; time++) {
        try (HostPort host = new HostPort(card.device())) {
          host.send(HELLO, 0, HELLO.length);
          assertThat(read(card, HELLO.length)).isEqualTo(HELLO);
        }
      }
    }
  }

  @Test
  void closeEndsAReceiveInProgress() throws Exception {
    PseudoTerminal card = new PseudoTerminal();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                card.receive(new byte[1], 0, 1, Duration.ofHours(1));
              } catch (IOException e) {
                ended.complete(e);
              }
            });
    reader.start();
    card.close();
    card.close();
    assertThat(ended.get(5, TimeUnit.SECONDS)).hasMessageContaining("closed");
    reader.join();
    assertThatThrownBy(() -> card.send(HELLO, 0, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void aLinkNeverReplacesAnythingAndGoesWithItsMaker(@TempDir Path folder) throws IOException {
    Path name = folder.resolve("port");
    Path device = Path.of("/dev/null");
    PortLink link = new PortLink(name, device);
    assertThatThrownBy(() -> new PortLink(name, device))
        .isInstanceOf(FileAlreadyExistsException.class);
    link.close();
    assertThat(Files.isSymbolicLink(name)).isFalse();
    Files.writeString(name, "mine");
    link.close();
    assertThat(name).hasContent("mine");
  }

  private static byte[] read(io.caskade.lib.cardprotocol.CardLine line, int length)
      throws IOException {
    byte[] read = new byte[length];
    int count = 0;
    while (count < length) {
      int more = line.receive(read, count, length - count, PATIENCE);
      assertThat(more).isPositive();
      count += more;
    }
    return read;
  }
}
