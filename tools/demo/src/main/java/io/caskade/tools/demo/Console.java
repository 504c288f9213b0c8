package io.caskade.tools.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/**
 * The head-end's console over SSH. Each command logs in anew: Karaf ends the whole session with the
 * first command of an exec channel.
 */
final class Console implements AutoCloseable {
  private static final Duration LOG_IN = Duration.ofSeconds(60);
  private static final Duration COMMAND = Duration.ofSeconds(60);
  private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final long AGAIN_MS = 1_000;

  private final int port;
  private final String user;
  private final Path key;
  private final SshClient client;

  /**
   * Nothing is connected yet.
   *
   * @param key file with the private key of the user
   */
  Console(int port, String user, Path key) {
    this.port = port;
    this.user = user;
    this.key = key;
    this.client = SshClient.setUpDefaultClient();
    // Our own child on the loopback address, with a host key that it made a moment ago.
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
  }

  /**
   * Runs a command again and again until it succeeds: right after the start the database may not be
   * there yet.
   *
   * @throws DemoException with the last refusal
   */
  String runWhenReady(String command, Duration patience) throws IOException, InterruptedException {
    for (long left = patience.toMillis(); ; left -= AGAIN_MS) {
      try {
        return run(command);
      } catch (DemoException e) {
        if (left <= 0) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
      }
    }
  }

  /**
   * Runs a command.
   *
   * @return what it printed
   * @throws DemoException when it failed, with what it said
   */
  String run(String command) throws IOException {
    try (ClientSession session =
        client.connect(user, "127.0.0.1", port).verify(LOG_IN).getSession()) {
      session.setKeyIdentityProvider(new FileKeyPairProvider(key));
      session.auth().verify(LOG_IN);
      return run(session, command);
    }
  }

  private static String run(ClientSession session, String command) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (ClientChannel channel = session.createExecChannel(command)) {
      channel.setOut(output);
      channel.setErr(output);
      channel.open().verify(LOG_IN);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND);
      Integer status = channel.getExitStatus();
      String said = output.toString(StandardCharsets.UTF_8);
      String text = COLOURS.matcher(said).replaceAll("").strip();
      if (!Objects.equals(status, 0)) {
        throw new DemoException("The console refused \"" + command + "\": " + text);
      }
      return text;
    }
  }

  @Override
  public void close() {
    client.stop();
  }
}
