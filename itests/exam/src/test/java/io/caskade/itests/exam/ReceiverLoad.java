package io.caskade.itests.exam;

import io.caskade.lib.cwclient.Account;
import io.caskade.lib.cwclient.EcmSection;
import io.caskade.lib.cwclient.Line;
import io.caskade.lib.cwclient.LineException;
import io.caskade.lib.cwclient.LineSettings;
import io.caskade.lib.cwclient.Lines;
import io.caskade.lib.cwclient.WireProtocol;
import io.caskade.lib.newcamd.DesKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays a receiver: logs in once and asks for the same ECM again and again, ten times a second.
 * Keeps answers, the slowest of them, and what went wrong; after that it asks no more.
 */
final class ReceiverLoad implements AutoCloseable {
  private static final String DES_KEY = "1f2e3d4c5b6a79880102030405f6";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 100;

  private final LineSettings settings;
  private final Line.Question question;
  private final Line line;
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;

  private ReceiverLoad(LineSettings settings, Line line, Line.Question question) {
    this.settings = settings;
    this.line = line;
    this.question = question;
    thread = new Thread(this::ask, "receiver-" + settings.protocol());
    thread.start();
  }

  /**
   * Logs in, and begins to ask once it was given control words.
   *
   * @param protocol as receivers' accounts name it
   * @param ecm a whole section
   * @return empty when it is not let in or gets none
   */
  static Optional<ReceiverLoad> open(
      String protocol, int port, String account, String password, byte[] ecm) {
    LineSettings settings =
        new LineSettings(
            WireProtocol.named(protocol).orElseThrow(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            new Account(account, password.getBytes(StandardCharsets.UTF_8)),
            Optional.of(DesKey.parse(DES_KEY)),
            PATIENCE);
    Line line;
    try {
      line = Lines.open(settings, new SecureRandom());
    } catch (LineException e) {
      return Optional.empty();
    }
    Line.Question question = new Line.Question(0x0B00, 0, 1, EcmSection.of(ecm).orElseThrow());
    try {
      line.logIn();
      if (line.ask(question) instanceof Line.Answer.Words) {
        return Optional.of(new ReceiverLoad(settings, line, question));
      }
    } catch (LineException e) {
      // Told by the empty answer, as a refusal is.
      line.close();
      return Optional.empty();
    }
    line.close();
    return Optional.empty();
  }

  long answers() {
    return answers.get();
  }

  Duration slowestAnswer() {
    return Duration.ofNanos(slowestNanos.get());
  }

  /** Why it asks no more; empty while it does. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void ask() {
    try {
      while (running && complaints.isEmpty()) {
        long begin = System.nanoTime();
        Line.Answer answer = line.ask(question);
        slowestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
        if (answer instanceof Line.Answer.Words) {
          answers.incrementAndGet();
        } else {
          complain("no control words");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (LineException e) {
      complain(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      line.close();
    }
  }

  private void complain(String what) {
    if (running) {
      complaints.add(settings.shown() + ": " + what);
    }
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.interrupt();
    line.close();
    thread.join(10_000);
  }
}
