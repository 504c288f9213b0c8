package io.caskade.tools.simulator.replay;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessageType;
import io.caskade.lib.simulcrypt.emmg.EmmgMessageType;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One connection with a head-end: sends, collects what comes, and answers its tests. */
final class Conversation implements AutoCloseable {
  private static final int PIECE = 8 << 10;

  private final SimulcryptInterface spoken;
  private final Socket socket;
  private final Thread reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Answer> answers = new ArrayList<>();
  private @Nullable Pdu channelStatus;
  private boolean over;

  Conversation(SimulcryptInterface spoken, Socket socket) throws IOException {
    this.spoken = spoken;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.reader = new Thread(this::read, "simulator-replay");
    reader.setDaemon(true);
    reader.start();
  }

  void send(Pdu message) throws IOException {
    OutputStream out = socket.getOutputStream();
    synchronized (socket) {
      message.writeTo(out);
      out.flush();
    }
  }

  /** Waits until so many answers came, or the connection ended; false when neither happened. */
  boolean await(int count, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    lock.lock();
    try {
      while (answers.size() < count && !over) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || changed.awaitNanos(left) <= 0 && answers.size() < count && !over) {
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the time to come, unless the connection ends before. */
  void waitUntil(long nanoTime) throws InterruptedException {
    lock.lock();
    try {
      long left = nanoTime - System.nanoTime();
      while (left > 0 && !over) {
        left = Math.min(changed.awaitNanos(left), nanoTime - System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }

  List<Answer> answers() {
    lock.lock();
    try {
      return List.copyOf(answers);
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    try {
      InputStream in = socket.getInputStream();
      while (true) {
        take(message(in));
      }
    } catch (IOException e) {
      // The end of the connection is an event like others.
      lock.lock();
      try {
        over = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private static Pdu message(InputStream in) throws IOException {
    byte[] header = in.readNBytes(Pdu.HEADER_LENGTH);
    if (header.length < Pdu.HEADER_LENGTH) {
      throw new EOFException();
    }
    int whole = PduFramer.announced(header, 0);
    byte[] bytes = Arrays.copyOf(header, Math.min(whole, PIECE));
    int have = Pdu.HEADER_LENGTH;
    while (have < whole) {
      if (have == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(whole, 2 * bytes.length));
      }
      int read = in.read(bytes, have, bytes.length - have);
      if (read < 0) {
        throw new EOFException();
      }
      have += read;
    }
    return Pdu.wrap(bytes);
  }

  private void take(Pdu message) throws IOException {
    int type = message.messageType();
    if (type == EcmgMessageType.CHANNEL_STATUS.code()) {
      channelStatus = message;
    } else if (type == EcmgMessageType.CHANNEL_TEST.code()
        && spoken == SimulcryptInterface.ECMG_SCS
        && channelStatus != null) {
      send(channelStatus); // an SCS tells the values that it holds, which are those of the ECMG
    } else if (type == EmmgMessageType.CHANNEL_TEST.code()
        && spoken == SimulcryptInterface.EMMG_MUX
        && channelStatus != null) {
      send(channelStatus);
    }
    if (Script.counts(message)) {
      lock.lock();
      try {
        answers.add(Answer.of(spoken, message));
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    try {
      reader.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
