package io.caskade.ops.replica;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for the other node: mutual TLS 1.3, few threads, and little time for strangers, who never
 * get past the handshake.
 */
final class PeerServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerServer.class);
  static final String THREAD = "caskade-replica-server";

  /** Connections at once; the other node needs two. */
  private static final int MOST = 6;

  /** Connections of one address at once: a single stranger leaves room for the other node. */
  private static final int MOST_OF_ONE = 3;

  private static final Duration HANDSHAKE = Duration.ofSeconds(5);
  private static final int IDLE_MILLIS = 60_000;
  private static final int LOOK_MILLIS = 1_000;

  /** What is done with whoever proved who it is, until it goes. */
  interface Service {
    void serve(SSLSocket socket, String peer) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket();
  private final SSLContext context;
  private final Trust trust;
  private final String self;
  private final Service service;
  private final Map<Socket, Long> handshakes = new ConcurrentHashMap<>();
  private final Map<Socket, InetAddress> open = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();
  private final ThreadPoolExecutor workers;
  private final Thread acceptor = new Thread(this::accept, THREAD);

  /**
   * Binds and begins.
   *
   * @throws IOException when the address cannot be bound
   */
  PeerServer(String host, int port, SSLContext context, Trust trust, String self, Service service)
      throws IOException {
    this.trust = trust;
    this.self = self;
    this.service = service;
    this.context = context;
    try {
      listener.setReuseAddress(true);
      listener.setSoTimeout(LOOK_MILLIS);
      listener.bind(new InetSocketAddress(host, port), MOST);
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
    workers =
        new ThreadPoolExecutor(
            0,
            MOST,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, THREAD);
              thread.setDaemon(true);
              return thread;
            });
    acceptor.setDaemon(true);
    acceptor.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Connections that got nowhere since start. */
  long refused() {
    return refused.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        welcome(listener.accept());
      } catch (SocketTimeoutException e) {
        LOG.trace("Nobody came within a second");
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("A connection of the pair could not be accepted: {}", e.getMessage());
        }
      }
      endSlowHandshakes();
    }
  }

  private void welcome(Socket socket) {
    InetAddress address = socket.getInetAddress();
    if (open.values().stream().filter(address::equals).count() >= MOST_OF_ONE) {
      refused.incrementAndGet();
      closeQuietly(socket);
      return;
    }
    open.put(socket, address);
    handshakes.put(socket, System.nanoTime());
    try {
      workers.execute(() -> converse(socket));
    } catch (RejectedExecutionException e) {
      refused.incrementAndGet();
      forget(socket);
    }
  }

  private void endSlowHandshakes() {
    long now = System.nanoTime();
    handshakes.forEach(
        (socket, began) -> {
          if (now - began > HANDSHAKE.toNanos()) {
            closeQuietly(socket);
          }
        });
  }

  /** The plain socket stays in hand: closing it ends whatever TLS waits for. */
  private void converse(Socket socket) {
    String peer;
    SSLSocket secure;
    try {
      socket.setSoTimeout((int) HANDSHAKE.toMillis());
      socket.setTcpNoDelay(true);
      secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
      secure.setUseClientMode(false);
      secure.setNeedClientAuth(true);
      secure.setEnabledProtocols(new String[] {"TLSv1.3"});
      secure.startHandshake();
      peer = trust.admitted(secure.getSession(), self);
      handshakes.remove(socket);
      socket.setSoTimeout(IDLE_MILLIS);
    } catch (IOException | RuntimeException e) {
      refused.incrementAndGet();
      LOG.debug("{} is not of this pair: {}", socket.getInetAddress(), e.getMessage());
      forget(socket);
      return;
    }
    try {
      service.serve(secure, peer);
    } catch (IOException e) {
      LOG.debug("Node {} went away: {}", peer, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A conversation with node {} failed; it comes again", peer, e);
    } finally {
      forget(socket);
    }
  }

  private void forget(Socket socket) {
    handshakes.remove(socket);
    closeQuietly(socket);
    open.remove(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.trace("It is gone already", e);
    }
  }

  /** Ends the listener, all conversations, and their threads. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.debug("The listener of the pair did not close cleanly", e);
    }
    workers.shutdown();
    open.keySet().forEach(PeerServer::closeQuietly);
    try {
      acceptor.join(LOOK_MILLIS * 5L);
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("A conversation of the pair still waits for the database");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
