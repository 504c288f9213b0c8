package io.caskade.ops.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Secret;
import io.caskade.api.ops.BackupListener;
import io.caskade.api.ops.BackupReport;
import io.caskade.api.ops.Backups;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How {@code ./caskade backup} speaks to the running head-end: a Unix-domain socket that only the
 * head-end's own user reaches, so that nobody needs a password. One line asks, lines answer:
 *
 * <pre>
 * backup LANGUAGE [FILE]
 * rows NUMBER | passphrase WORDS FILE | done FILE BYTES ROWS MILLISECONDS | failed TEXT CURE
 * </pre>
 *
 * <p>Texts are Base64.
 */
final class ControlSocket implements AutoCloseable {
  static final String THREAD = "caskade-backup-control";
  static final String FILE = "backup.sock";

  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final int CLIENTS = 4;
  private static final int LONGEST_LINE = 8_192;

  private final Path file;
  private final Backups backups;
  private final ServerSocketChannel server;
  private final ThreadPoolExecutor threads;
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();

  /**
   * @param folder of the head-end's own user
   */
  ControlSocket(Path folder, Backups backups) throws IOException {
    this.backups = backups;
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    file = folder.resolve(FILE);
    // What a killed process left behind; two head-ends never share a home.
    Files.deleteIfExists(file);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(shortest(file)));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    threads =
        new ThreadPoolExecutor(
            1 + CLIENTS,
            1 + CLIENTS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            work -> new Thread(work, THREAD + "-" + number.incrementAndGet()));
    threads.execute(this::accept);
  }

  /** The system takes some 100 bytes; from the home on it is short. */
  private static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        clients.add(client);
        try {
          threads.execute(() -> serve(client));
        } catch (RejectedExecutionException e) {
          LOG.debug("Too many at once ask for backups", e);
          drop(client);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("The socket of ./caskade backup failed; backups are made by cas:backup", e);
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    try (var in =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
        var out =
            new OutputStreamWriter(Channels.newOutputStream(client), StandardCharsets.UTF_8)) {
      String[] words = line(in).split(" ", -1);
      var answer = new Answer(out);
      if (words.length < 2 || !words[0].equals("backup")) {
        answer.say("failed " + Wire.word("?") + " " + Wire.word("backup LANGUAGE [FILE]"));
        return;
      }
      Locale locale = Locale.forLanguageTag(words[1]);
      Optional<Path> target =
          words.length > 2 ? Optional.of(Path.of(Wire.text(words[2]))) : Optional.empty();
      answer.make(locale, target);
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("Whoever asked for a backup left, or asked in other words", e);
    } finally {
      drop(client);
    }
  }

  private static String line(BufferedReader in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() == LONGEST_LINE) {
        throw new IOException("no whole line");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private void drop(SocketChannel client) {
    clients.remove(client);
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("A connection could not be closed", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("The socket could not be removed", e);
    }
    clients.forEach(this::drop);
    threads.shutdown();
  }

  /** Tells one client how it goes; a client that left stops nothing. */
  private final class Answer implements BackupListener {
    private final Writer out;

    Answer(Writer out) {
      this.out = out;
    }

    void make(Locale locale, Optional<Path> target) {
      try {
        BackupReport made = backups.make(target, this);
        say(
            "done %s %d %d %d"
                .formatted(
                    Wire.word(made.file().toString()),
                    made.bytes(),
                    made.rows(),
                    made.took().toMillis()));
      } catch (CaskadeException e) {
        say("failed " + Wire.word(e.text(locale)) + " " + Wire.word(e.cure(locale)));
      }
    }

    @Override
    public void rows(long rows) {
      say("rows " + rows);
    }

    @Override
    public void passphraseMade(Secret passphrase, Path kept) {
      byte[] clear = new byte[passphrase.length()];
      passphrase.copyTo(clear, 0);
      try {
        say(
            "passphrase "
                + Base64.getEncoder().encodeToString(clear)
                + " "
                + Wire.word(kept.toString()));
      } finally {
        Arrays.fill(clear, (byte) 0);
      }
    }

    private void say(String line) {
      try {
        out.write(line + "\n");
        out.flush();
      } catch (IOException e) {
        LOG.debug("Whoever asked for the backup left; it is made all the same", e);
      }
    }
  }
}
