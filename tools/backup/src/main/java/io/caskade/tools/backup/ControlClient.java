package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the running head-end of a home for a backup and shows how it goes. */
final class ControlClient {
  /** From the home on: the system takes only short paths. */
  private static final Path SOCKET = Path.of("data", "control", "backup.sock");

  private final Screen screen;

  ControlClient(Screen screen) {
    this.screen = screen;
  }

  /** What the head-end answered. */
  enum Outcome {
    MADE,
    REFUSED,
    /** Nobody listens. */
    NOT_RUNNING
  }

  /**
   * @param target absolute
   */
  Outcome make(Path home, Optional<Path> target) throws IOException {
    Path socket = home.resolve(SOCKET);
    Path here = Path.of("").toAbsolutePath();
    Path shortest = socket.startsWith(here) ? here.relativize(socket) : socket;
    try (SocketChannel channel = open(shortest)) {
      if (channel == null) {
        return Outcome.NOT_RUNNING;
      }
      screen.say("making");
      String line =
          "backup "
              + screen.locale().getLanguage()
              + target.map(file -> " " + word(file.toString())).orElse("")
              + "\n";
      ByteBuffer asked = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (asked.hasRemaining()) {
        channel.write(asked);
      }
      return follow(channel);
    }
  }

  private static @Nullable SocketChannel open(Path socket) {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      // Missing, or left behind by a process that was killed.
      return null;
    }
  }

  private Outcome follow(SocketChannel channel) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    var progress = screen.progress();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "rows" -> progress.accept(Long.parseLong(words[1]));
        case "passphrase" -> {
          screen.say("passphrase");
          screen.show(text(words[1]));
          screen.say("passphrase.keep", text(words[2]));
        }
        case "done" -> {
          screen.say(
              "done",
              text(words[1]),
              Long.parseLong(words[3]),
              Long.parseLong(words[2]) / 1_000_000.0,
              Long.parseLong(words[4]) / 1_000.0);
          return Outcome.MADE;
        }
        case "failed" -> {
          System.err.println("caskade: " + text(words[1]) + " " + text(words[2]));
          return Outcome.REFUSED;
        }
        default -> throw new IOException("the head-end answers in other words: " + words[0]);
      }
    }
    System.err.println("caskade: " + screen.text("silent"));
    return Outcome.REFUSED;
  }

  private static String word(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String word) {
    return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
  }

  /** In the form of every refusal. */
  static void tell(CaskadeException e, Screen screen) {
    System.err.println("caskade: " + e.text(screen.locale()) + " " + e.cure(screen.locale()));
  }
}
