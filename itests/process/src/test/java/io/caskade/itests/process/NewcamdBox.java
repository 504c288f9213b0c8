package io.caskade.itests.process;

import io.caskade.lib.newcamd.Command;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.newcamd.FrameCodec;
import io.caskade.lib.newcamd.Header;
import io.caskade.lib.newcamd.LogIn;
import io.caskade.lib.newcamd.Md5Crypt;
import io.caskade.lib.newcamd.NewcamdMessage;
import io.caskade.lib.newcamd.ProtocolVersion;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A receiver that logs in over newcamd once and asks on that one connection. */
final class NewcamdBox implements AutoCloseable {
  private static final int ANSWER_MS = 10_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final FrameCodec codec;
  private int id = 1;

  /**
   * Logs in.
   *
   * @param desKey of the port, 28 hexadecimal digits
   * @throws IOException also when it is refused
   */
  NewcamdBox(int port, String desKey, String name, String password) throws IOException {
    SecureRandom random = new SecureRandom();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_MS);
      socket.connect(new InetSocketAddress("127.0.0.1", port), ANSWER_MS);
      in = new DataInputStream(socket.getInputStream());
      DesKey key = DesKey.parse(desKey);
      byte[] greeting = new byte[DesKey.LENGTH];
      in.readFully(greeting);
      FrameCodec first = FrameCodec.of(key.logIn(greeting), ProtocolVersion.P525, random);
      byte[] proof = Md5Crypt.text(password.getBytes(StandardCharsets.UTF_8));
      send(
          first,
          NewcamdMessage.of(
              Command.LOG_IN, new Header(id, 0x8888, 0, 0, 0), LogIn.data(name, proof)));
      if (!receive(first).command().equals(Optional.of(Command.ACCEPTED))) {
        throw new IOException(name + " is refused");
      }
      codec = FrameCodec.of(key.working(proof), ProtocolVersion.P525, random);
      send(codec, NewcamdMessage.of(Command.CARD_REQUEST, Header.answer(++id)));
      receive(codec);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The words of an ECM, even half first; empty when it gets none. */
  Optional<String> ask(byte[] section) throws IOException {
    int question = ++id;
    send(codec, NewcamdMessage.section(new Header(question, 0x0101, 0, 0, 0), section));
    NewcamdMessage answer = receive(codec);
    while (answer.header().id() != question) {
      answer = receive(codec);
    }
    byte[] words = answer.data();
    return words.length == 0
        ? Optional.empty()
        : Optional.of(HexFormat.of().withUpperCase().formatHex(words));
  }

  private void send(FrameCodec with, NewcamdMessage message) throws IOException {
    socket.getOutputStream().write(with.encode(message));
  }

  private NewcamdMessage receive(FrameCodec with) throws IOException {
    byte[] head = new byte[2];
    in.readFully(head);
    byte[] frame = Arrays.copyOf(head, 2 + ((head[0] & 0xFF) << 8 | head[1] & 0xFF));
    in.readFully(frame, 2, frame.length - 2);
    return with.decode(frame, 0, frame.length)
        .orElseThrow(() -> new IOException("what came is not for this key"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
