package io.caskade.receivers.newcamd;

import io.caskade.lib.newcamd.Command;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.newcamd.FrameCodec;
import io.caskade.lib.newcamd.Header;
import io.caskade.lib.newcamd.LogIn;
import io.caskade.lib.newcamd.Md5Crypt;
import io.caskade.lib.newcamd.NewcamdMessage;
import io.caskade.lib.newcamd.ProtocolVersion;
import io.caskade.lib.receiverlistener.PlayedClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;

/** A newcamd receiver. */
final class NewcamdReceiver extends PlayedClient {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final DesKey desKey;
  private final ProtocolVersion version;
  private final int clientId;
  private final SplittableRandom random = new SplittableRandom(9);
  private FrameCodec codec;
  private int id = 1;

  NewcamdReceiver(InetSocketAddress server, DesKey desKey) throws IOException {
    this(server, desKey, ProtocolVersion.P525, 0x8888);
  }

  NewcamdReceiver(InetSocketAddress server, DesKey desKey, ProtocolVersion version, int clientId)
      throws IOException {
    super(server);
    this.desKey = desKey;
    this.version = version;
    this.clientId = clientId;
    codec = FrameCodec.of(desKey.logIn(new byte[DesKey.LENGTH]), version, random);
  }

  @Override
  public boolean logIn(String name, String password) throws IOException {
    try {
      NewcamdMessage answer = greet(name, password);
      return answer.command().equals(Optional.of(Command.ACCEPTED)) && cardData() != null;
    } catch (EOFException | SocketException e) {
      return false;
    }
  }

  /** Up to the answer of the log-in. */
  NewcamdMessage greet(String name, String password) throws IOException {
    codec = FrameCodec.of(desKey.logIn(read(DesKey.LENGTH)), version, random);
    byte[] proof = Md5Crypt.text(password.getBytes(StandardCharsets.UTF_8));
    send(
        NewcamdMessage.of(
            Command.LOG_IN, new Header(id, clientId, 0, 0, 0), LogIn.data(name, proof)));
    NewcamdMessage answer = receive();
    codec = FrameCodec.of(desKey.working(proof), version, random);
    return answer;
  }

  NewcamdMessage cardData() throws IOException {
    send(NewcamdMessage.of(Command.CARD_REQUEST, Header.answer(++id)));
    return receive();
  }

  void send(NewcamdMessage message) throws IOException {
    write(codec.encode(message));
  }

  NewcamdMessage receive() throws IOException {
    byte[] head = read(2);
    int length = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
    byte[] frame = new byte[2 + length];
    System.arraycopy(head, 0, frame, 0, 2);
    System.arraycopy(read(length), 0, frame, 2, length);
    return codec.decode(frame, 0, frame.length).orElseThrow();
  }

  @Override
  public int ask(int serviceId, byte[] section) throws IOException {
    int question = ++id;
    send(NewcamdMessage.section(new Header(question, serviceId, 0, 0, 0), section));
    return question;
  }

  @Override
  public Answer answer() throws IOException {
    NewcamdMessage message = receive();
    byte[] words = message.data();
    return new Answer(
        message.header().id(),
        words.length == 0 ? Optional.empty() : Optional.of(HEX.formatHex(words)));
  }

  @Override
  public void exceed() throws IOException {
    write(new byte[] {(byte) 0xFF, (byte) 0xF8, 1, 2, 3});
  }
}
