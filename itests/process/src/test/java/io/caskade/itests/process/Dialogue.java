package io.caskade.itests.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;

/** A terminal at the console: what somebody types, and what stands on the screen. */
final class Dialogue implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Wide enough for every table. */
  private static final int COLUMNS = 250;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final ClientSession session;
  private final ChannelShell channel;
  private final OutputStream keys;

  Dialogue(ClientSession session) throws IOException {
    this.session = session;
    channel = session.createShellChannel();
    channel.setPtyType("xterm");
    channel.setPtyColumns(COLUMNS);
    channel.setOut(screen);
    channel.setErr(screen);
    channel.open().verify(ANSWER);
    keys = channel.getInvertedIn();
  }

  void type(String line) throws IOException {
    keys.write((line + "\r").getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  /** Waits until that stands on the screen. */
  void await(String text) throws InterruptedException {
    Patience.await("the screen shows " + text, ANSWER, () -> screen().contains(text));
  }

  /** Everything that was ever shown, without colours. */
  String screen() {
    return screen.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
  }

  @Override
  public void close() throws IOException {
    channel.close(true);
    session.close(true);
  }
}
