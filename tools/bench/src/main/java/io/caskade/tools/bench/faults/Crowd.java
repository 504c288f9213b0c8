package io.caskade.tools.bench.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Peers that were not invited: every second one says nothing, the others say one byte of something
 * sensible every second. Who is thrown out comes back. Has a thread of its own.
 */
final class Crowd implements AutoCloseable {
  private static final Duration TURN = Duration.ofSeconds(1);

  private final InetSocketAddress target;
  private final byte[] words;
  private final List<SocketChannel> peers = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile int connected;
  private volatile long thrownOut;

  /**
   * Connects them all.
   *
   * @param words what a slow peer says, over and over
   */
  Crowd(int port, int count, byte[] words) throws IOException {
    target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.words = words.clone();
    for (int i = 0; i < count; i++) {
      peers.add(connect());
    }
    connected = count;
    thread = new Thread(this::speak, "crowd");
    thread.start();
  }

  /** Peers that are connected now. */
  int connected() {
    return connected;
  }

  /** How often one was thrown out. */
  long thrownOut() {
    return thrownOut;
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(target);
    channel.configureBlocking(false);
    return channel;
  }

  private void speak() {
    ByteBuffer heard = ByteBuffer.allocate(1 << 12);
    for (int turn = 0; running; turn++) {
      ByteBuffer word = ByteBuffer.wrap(words, turn % words.length, 1);
      int alive = 0;
      for (int i = 0; i < peers.size() && running; i++) {
        alive += oneTurn(i, word, heard.clear()) ? 1 : 0;
      }
      connected = alive;
      LockSupport.parkNanos(TURN.toNanos());
    }
  }

  private boolean oneTurn(int place, ByteBuffer word, ByteBuffer heard) {
    SocketChannel peer = peers.get(place);
    try {
      boolean alive = peer.read(heard) >= 0;
      if (alive && place % 2 == 1) {
        peer.write(word.duplicate());
      }
      if (alive) {
        return true;
      }
    } catch (IOException e) {
      // Reset: the same as an end.
    }
    thrownOut++;
    try {
      peer.close();
      peers.set(place, connect());
      return true;
    } catch (IOException e) {
      // Not let in: it tries again in the next turn.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel peer : peers) {
      peer.close();
    }
  }
}
