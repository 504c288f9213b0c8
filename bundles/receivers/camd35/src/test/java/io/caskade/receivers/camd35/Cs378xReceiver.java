package io.caskade.receivers.camd35;

import io.caskade.lib.camd35.Camd35Codec;
import io.caskade.lib.camd35.Camd35Message;
import io.caskade.lib.camd35.Command;
import io.caskade.lib.camd35.Token;
import io.caskade.lib.receiverlistener.PlayedClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A receiver that speaks camd35 over TCP. */
final class Cs378xReceiver extends PlayedClient {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int HEAD = 36;

  private final int caSystemId;
  private Camd35Codec codec = new Camd35Codec(0, new byte[0]);
  private int index;

  Cs378xReceiver(InetSocketAddress server, int caSystemId) throws IOException {
    super(server);
    this.caSystemId = caSystemId;
  }

  /** There is no log-in: the first frame, a keepalive, comes back or does not. */
  @Override
  public boolean logIn(String name, String password) throws IOException {
    codec = new Camd35Codec(Token.of(name), password.getBytes(StandardCharsets.UTF_8));
    try {
      send(Camd35Message.of(Command.KEEPALIVE, Camd35Message.Header.NONE, (byte) 0));
      return receive().command() == Command.KEEPALIVE;
    } catch (EOFException | SocketException e) {
      return false;
    }
  }

  void send(Camd35Message message) throws IOException {
    write(codec.encode(message));
  }

  Camd35Message receive() throws IOException {
    byte[] head = read(HEAD);
    int length = codec.frameLength(head, 0, HEAD);
    // Answers of a server are one block longer at most.
    byte[] frame = Arrays.copyOf(head, length == HEAD ? HEAD : HEAD + 16);
    System.arraycopy(read(frame.length - HEAD), 0, frame, HEAD, frame.length - HEAD);
    return codec.decode(frame, 0, frame.length).orElseThrow();
  }

  @Override
  public int ask(int serviceId, byte[] section) throws IOException {
    int question = ++index;
    send(
        Camd35Message.of(
            Command.ECM,
            new Camd35Message.Header(serviceId, caSystemId, 0, question, 0xFFFF),
            section));
    return question;
  }

  @Override
  public Answer answer() throws IOException {
    Camd35Message message = receive();
    return new Answer(
        message.header().index(),
        message.command() == Command.WORDS
            ? Optional.of(HEX.formatHex(message.data()))
            : Optional.empty());
  }

  /** A section that says it has 4,090 bytes. */
  @Override
  public void exceed() throws IOException {
    byte[] section = new byte[40];
    section[0] = (byte) 0x80;
    section[1] = 0x7F;
    section[2] = 0x25;
    send(Camd35Message.of(Command.ECM, Camd35Message.Header.NONE, section));
  }
}
