package io.caskade.cards.virtual.serve;

import io.caskade.lib.cardprotocol.CardProgram;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * One connection with vpcd, the virtual reader of pcscd (card-and-readers, 3.2):
 *
 * <pre>
 *  length(2) payload(length)
 *  payload of one byte from vpcd:  0 power off, 1 power on, 2 reset: no answer; 4: answer to reset
 *  longer payload:                 a command; the answer is data and status
 * </pre>
 *
 * An empty answer to reset would hang pcscd: without a card there is no connection.
 */
final class VpcdLink {
  private static final int POWER_OFF = 0;
  private static final int POWER_ON = 1;
  private static final int RESET = 2;
  private static final int ANSWER_TO_RESET = 4;
  private static final int HEADER = 5;
  private static final int CASE_1 = 4;

  /** A header, 255 bytes and Le; anything longer is not vpcd. */
  private static final int MOST = 261;

  private static final byte[] WRONG_LENGTH = {0x67, 0};

  private final Socket socket;
  private final CardProgram program;
  private final Optional<SocketOption<Boolean>> quickAck;
  private byte[] answerToReset;

  VpcdLink(Socket socket, CardProgram program) throws IOException {
    this.socket = socket;
    this.program = program;
    socket.setTcpNoDelay(true);
    quickAck = quickAck(socket);
    answerToReset = program.reset();
  }

  /** By its name: a runtime without it is slower and works. */
  @SuppressWarnings("unchecked") // its type is told by the option itself
  private static Optional<SocketOption<Boolean>> quickAck(Socket socket) {
    return socket.supportedOptions().stream()
        .filter(option -> option.name().equals("TCP_QUICKACK") && option.type() == Boolean.class)
        .map(option -> (SocketOption<Boolean>) option)
        .findFirst();
  }

  /**
   * Serves until the other side hangs up.
   *
   * @throws IOException when the connection broke or what came is not vpcd's protocol
   */
  void serve() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      acknowledgeAtOnce();
      int first = in.read();
      if (first < 0) {
        return;
      }
      int length = first << 8 | in.readUnsignedByte();
      if (length == 0 || length > MOST) {
        throw new IOException("a message of " + length + " bytes is not vpcd's");
      }
      byte[] payload = new byte[length];
      acknowledgeAtOnce();
      in.readFully(payload);
      if (length == 1) {
        control(payload[0]);
      } else {
        answer(payload);
      }
    }
  }

  /** Length and payload come apart; a delayed acknowledgement would cost 40 ms between them. */
  private void acknowledgeAtOnce() throws IOException {
    if (quickAck.isPresent()) {
      socket.setOption(quickAck.get(), true);
    }
  }

  private void control(int code) throws IOException {
    switch (code) {
      // What a card forgets with its power it has forgotten when power is back.
      case POWER_OFF -> {}
      case POWER_ON, RESET -> answerToReset = program.reset();
      case ANSWER_TO_RESET -> send(answerToReset);
      default -> throw new EOFException("vpcd has no control " + code);
    }
  }

  private void answer(byte[] payload) throws IOException {
    byte[] answer = WRONG_LENGTH;
    byte[] command = payload;
    try {
      if (payload.length >= CASE_1) {
        command = command(payload);
        answer = command.length == 0 ? WRONG_LENGTH : program.command(command);
      }
      send(answer);
    } finally {
      Arrays.fill(payload, (byte) 0);
      Arrays.fill(command, (byte) 0);
      if (answer != WRONG_LENGTH) {
        Arrays.fill(answer, (byte) 0);
      }
    }
  }

  /** As T=0 would bring it: a header, and P3 bytes when they are for the card; else empty. */
  private byte[] command(byte[] payload) {
    boolean reads = payload.length <= HEADER || program.sends(payload[0] & 0xFF, payload[1] & 0xFF);
    int length = reads ? HEADER : HEADER + (payload[4] & 0xFF);
    // One byte more is the Le of a command that both sends and reads, which T=0 leaves to a second.
    boolean fits = payload.length <= length + 1 && (reads || payload.length >= length);
    return fits ? Arrays.copyOf(payload, length) : new byte[0];
  }

  private void send(byte[] payload) throws IOException {
    byte[] message = new byte[2 + payload.length];
    message[0] = (byte) (payload.length >> 8);
    message[1] = (byte) payload.length;
    System.arraycopy(payload, 0, message, 2, payload.length);
    try {
      socket.getOutputStream().write(message);
    } finally {
      Arrays.fill(message, (byte) 0);
    }
  }
}
