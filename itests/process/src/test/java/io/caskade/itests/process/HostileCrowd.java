package io.caskade.itests.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Peers that no head-end invited: they connect and say nothing, say one byte and no more, or send
 * garbage, are thrown out and come back.
 */
final class HostileCrowd implements AutoCloseable {
  private static final int GARBAGE_BYTES = 4_096;
  private static final int ANSWER_MS = 200;

  private final int port;
  private final List<Socket> silent = new ArrayList<>();
  private final List<Thread> senders = new ArrayList<>();
  private final AtomicLong garbage = new AtomicLong();
  private volatile boolean running = true;

  HostileCrowd(int port) {
    this.port = port;
  }

  /** Connects and says nothing. */
  void idle(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      silent.add(connect());
    }
  }

  /** Begins a message and leaves it there. */
  void oneByte(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = connect();
      silent.add(socket);
      socket.getOutputStream().write(2);
    }
  }

  /** Sends random bytes over and over; every second one begins like a message. */
  void garbage(int count) {
    for (int i = 0; i < count; i++) {
      int seed = i;
      Thread sender = new Thread(() -> send(new Random(seed)), "garbage-" + i);
      senders.add(sender);
      sender.start();
    }
  }

  /** Connections on which garbage was sent so far. */
  long garbageSent() {
    return garbage.get();
  }

  private void send(Random random) {
    while (running) {
      byte[] bytes = new byte[GARBAGE_BYTES];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        bytes[0] = 2;
        bytes[1] = 0;
        bytes[2] = 1;
      }
      try (Socket socket = connect()) {
        socket.setSoTimeout(ANSWER_MS);
        socket.getOutputStream().write(bytes);
        garbage.incrementAndGet();
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // Thrown out, or left without an answer: both are good answers to garbage.
      }
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /** Sends the crowd home. */
  @Override
  public void close() throws IOException, InterruptedException {
    running = false;
    for (Thread sender : senders) {
      sender.join();
    }
    for (Socket socket : silent) {
      socket.close();
    }
    silent.clear();
  }
}
