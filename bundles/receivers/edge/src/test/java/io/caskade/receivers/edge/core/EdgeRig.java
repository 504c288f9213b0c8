package io.caskade.receivers.edge.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.receivers.edge.wire.EdgeThreads;
import io.caskade.receivers.edge.wire.SocketDialer;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** An edge on real sockets; its clocks go on when a test lets them. */
final class EdgeRig implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  final AtomicLong skippedNanos = new AtomicLong();
  final Path passwordFile;
  final Edge edge;
  private final EdgeThreads threads = EdgeThreads.open();

  EdgeRig(Path folder, Duration timeout, CoreAddress... cores) throws IOException {
    passwordFile = folder.resolve("password");
    Files.writeString(passwordFile, "s3cret\n");
    EventLoop loop = threads.loop();
    InstantSource clock = () -> InstantSource.system().instant().plusNanos(skippedNanos.get());
    edge =
        new Edge(
            settings(timeout, cores),
            new Surroundings(
                new SocketDialer(threads, loop),
                loop,
                new SecureRandom(),
                clock,
                () -> System.nanoTime() + skippedNanos.get()));
    edge.start();
  }

  EdgeSettings settings(Duration timeout, CoreAddress... cores) {
    return new EdgeSettings(
        "test",
        List.of(cores),
        "north",
        passwordFile,
        OwnEcms.parse(List.of("0B00:6421")),
        timeout,
        3,
        Duration.ofSeconds(10));
  }

  /** Waits until so many cores can be asked. */
  EdgeRig await(int cores) {
    await(() -> edge.peers().size() == cores);
    assertThat(edge.state()).isEqualTo(cores == 0 ? EndpointState.STARTING : EndpointState.RUNNING);
    return this;
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  void skip(Duration time) {
    skippedNanos.addAndGet(time.toNanos());
  }

  /** Asks; the answer comes into the queue. */
  BlockingQueue<CoreAnswer> asking(EcmDatagram ecm) {
    BlockingQueue<CoreAnswer> answers = new LinkedBlockingQueue<>();
    edge.open(ServedCore.CAID, ecm, answers::add);
    return answers;
  }

  static CoreAnswer answer(BlockingQueue<CoreAnswer> answers) throws InterruptedException {
    CoreAnswer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(answer).as("an answer").isNotNull();
    assertThat(answers).as("one answer").isEmpty();
    return answer;
  }

  CoreAnswer ask(EcmDatagram ecm) throws InterruptedException {
    return answer(asking(ecm));
  }

  /** The fact of the core at this address, or a blank when it is not connected. */
  String fact(CoreAddress core, String name) {
    return edge.peers().stream()
        .filter(peer -> peer.address().equals(core.toString()))
        .map(peer -> peer.facts().getOrDefault(name, ""))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    edge.stop();
    threads.close();
  }
}
