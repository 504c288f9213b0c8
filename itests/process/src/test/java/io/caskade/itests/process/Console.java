package io.caskade.itests.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** The console of a head-end over SSH, used as scripts do: one login a command. */
final class Console implements AutoCloseable {
  private static final Duration LOG_IN = Duration.ofSeconds(30);
  private static final Duration COMMAND = Duration.ofSeconds(30);

  private final SshClient client = SshClient.setUpDefaultClient();
  private final int port;

  /**
   * What a command left behind.
   *
   * @param ok it ended without an error
   * @param text everything that it printed
   */
  record Answer(boolean ok, String text) {}

  Console(int port) {
    this.port = port;
    // A child of this test on the loopback, with a host key that it made a moment ago.
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
  }

  /**
   * Logs in and runs a command.
   *
   * @throws IOException when the console cannot be reached or went away before it was done
   */
  Answer run(String user, Path key, String command) throws IOException {
    try (ClientSession session = logIn(user, key)) {
      return run(session, command);
    } catch (IllegalStateException e) {
      // So the client calls it when the other side hangs up in between.
      throw new IOException("the console went away before " + command, e);
    }
  }

  /** Logs in at a terminal. */
  Dialogue terminal(String user, Path key) throws IOException {
    return new Dialogue(logIn(user, key));
  }

  private ClientSession logIn(String user, Path key) throws IOException {
    ClientSession session = client.connect(user, "127.0.0.1", port).verify(LOG_IN).getSession();
    try {
      session.setKeyIdentityProvider(new FileKeyPairProvider(key));
      session.auth().verify(LOG_IN);
      return session;
    } catch (IOException | RuntimeException e) {
      session.close(true);
      throw e;
    }
  }

  private static Answer run(ClientSession session, String command) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (ClientChannel channel = session.createExecChannel(command)) {
      channel.setOut(said);
      channel.setErr(said);
      channel.open().verify(LOG_IN);
      Set<ClientChannelEvent> events =
          channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND);
      Integer status = channel.getExitStatus();
      if (events.contains(ClientChannelEvent.TIMEOUT) || status == null) {
        throw new IOException("the console did not finish: " + command);
      }
      return new Answer(status == 0, said.toString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    client.stop();
  }
}
