package io.caskade.tools.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable between the head-end and something else on loopback, with a way to spoil it. Has two
 * threads for each connection.
 */
final class TcpProxy implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final int CUT_AFTER = 3;

  private final int targetPort;
  private final int port;
  private final Set<Cable> cables = ConcurrentHashMap.newKeySet();
  private ServerSocket listening;
  private Thread acceptor;
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean cutting;
  private volatile boolean closed;

  TcpProxy(int targetPort) throws IOException {
    this.targetPort = targetPort;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = listening.getLocalPort();
    acceptor = accept(listening);
  }

  int port() {
    return port;
  }

  /** Everything that is sent from now on waits so long, in each direction. */
  void delay(Duration time) {
    delay = time;
  }

  /** The other side goes away: all connections are reset, new ones are refused. */
  void unplug() throws IOException {
    listening.close();
    try {
      // The port is free when who waits at it has noticed.
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cables.forEach(Cable::reset);
  }

  /** The other side is there again. */
  void plugIn() throws IOException {
    var again = new ServerSocket();
    again.setReuseAddress(true);
    again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listening = again;
    acceptor = accept(again);
  }

  /**
   * The other side loses its power and is back at once: it knows nothing of the connections so far,
   * and who holds their near ends hears nothing, neither data nor an end. New ones work.
   */
  void goHalfOpen() {
    cables.forEach(Cable::forget);
  }

  /** The next message on each connection breaks off after three bytes, by a reset. */
  void cutNextMessage() {
    cutting = true;
  }

  /** Stops cutting; returns whether a message was cut. */
  boolean wasCut() {
    boolean was = !cutting;
    cutting = false;
    return was;
  }

  private Thread accept(ServerSocket socket) {
    return thread("proxy-accept", () -> acceptAll(socket));
  }

  private void acceptAll(ServerSocket socket) {
    while (!closed) {
      try {
        Socket near = socket.accept();
        connect(near);
      } catch (IOException e) {
        // Unplugged or closed: this socket is done.
        return;
      }
    }
  }

  private void connect(Socket near) throws IOException {
    try {
      var far = new Socket(InetAddress.getLoopbackAddress(), targetPort);
      far.setTcpNoDelay(true);
      near.setTcpNoDelay(true);
      var cable = new Cable(near, far);
      cables.add(cable);
      thread("proxy-there", () -> cable.carry(near, far));
      thread("proxy-back", () -> cable.carry(far, near));
    } catch (IOException e) {
      // The target does not live: neither does this.
      near.close();
    }
  }

  private static Thread thread(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    unplug();
  }

  /** One connection. */
  private final class Cable {
    private final Socket near;
    private final Socket far;
    private volatile boolean forgotten;

    Cable(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void carry(Socket from, Socket to) {
      byte[] chunk = new byte[CHUNK];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
          if (cutting && length > CUT_AFTER) {
            cutting = false;
            out.write(chunk, 0, CUT_AFTER);
            reset();
            return;
          }
          if (!delay.isZero()) {
            LockSupport.parkNanos(delay.toNanos());
          }
          out.write(chunk, 0, length);
        }
      } catch (IOException e) {
        // One end is gone; so is the other, below.
      }
      if (!forgotten) {
        reset();
      }
    }

    /** The far end closes; the near end stays as it is and is read by nobody. */
    void forget() {
      forgotten = true;
      close(far);
    }

    void reset() {
      cables.remove(this);
      close(near);
      close(far);
    }

    private void close(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // Closed already.
        return;
      }
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException("a socket cannot be closed", e);
      }
    }
  }
}
