package io.caskade.tools.simulator.mux;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.function.Consumer;

/** One TCP connection with an EMMG and the thread that reads it. */
final class EmmConnection {
  private final Socket socket;
  private final EmmgDecoder decoder;
  private final Consumer<String> notices;
  private final MuxSession session;

  EmmConnection(Socket socket, EmmIntake intake, EmmgDecoder decoder, Consumer<String> notices) {
    this.socket = socket;
    this.decoder = decoder;
    this.notices = notices;
    this.session = new MuxSession(intake, this::send);
  }

  /** Reads until the EMMG or {@link #close} ends it. */
  void run() {
    notices.accept("EMMG " + socket.getRemoteSocketAddress() + " connected");
    String end = "is gone";
    try {
      socket.setTcpNoDelay(true);
      InputStream input = socket.getInputStream();
      boolean open = true;
      while (open) {
        open = readMessage(input);
      }
    } catch (IOException | UncheckedIOException e) {
      end = "is gone: " + e.getMessage();
    } finally {
      session.closed();
      close();
    }
    notices.accept("EMMG " + socket.getRemoteSocketAddress() + " " + end);
  }

  private boolean readMessage(InputStream input) throws IOException {
    byte[] head = input.readNBytes(Pdu.HEADER_LENGTH);
    if (head.length < Pdu.HEADER_LENGTH) {
      return false;
    }
    int length = PduFramer.announced(head, 0);
    byte[] message = new byte[length];
    System.arraycopy(head, 0, message, 0, head.length);
    int rest = length - head.length;
    return input.readNBytes(message, head.length, rest) == rest
        && session.receive(decoder.decode(message, 0, length));
  }

  private void send(EmmgMessage message) {
    try {
      message.pdu().writeTo(socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by the thread that changed the limit; a dead connection ends in its own thread. */
  void limitChanged() {
    try {
      session.limitChanged();
    } catch (UncheckedIOException e) {
      close();
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      notices.accept("closing an EMMG's connection: " + e.getMessage());
    }
  }
}
