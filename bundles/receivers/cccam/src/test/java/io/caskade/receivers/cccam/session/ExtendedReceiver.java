package io.caskade.receivers.cccam.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.ClientData;
import io.caskade.lib.cccam.ClientLogIn;
import io.caskade.lib.cccam.EcmQuestion;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FrameInbox;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.PartnerText;
import io.caskade.lib.cccam.WordsAnswer;
import io.caskade.lib.receiverlistener.PlayedClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiver as OSCam is one: extended mode from the first question on. */
final class ExtendedReceiver extends PlayedClient {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final NodeId NODE = NodeId.partner(99, NodeId.OSCAM);

  private @Nullable FrameInbox inbox;
  private @Nullable FrameOutbox outbox;
  private int share;
  private int index;

  ExtendedReceiver(InetSocketAddress server) throws IOException {
    super(server);
  }

  @Override
  public boolean logIn(String name, String password) throws IOException {
    ClientLogIn logIn =
        new ClientLogIn(read(ClientLogIn.SEED_BYTES), name, password.getBytes(UTF_8));
    try {
      write(logIn.answer());
      if (!logIn.isAccepted(read(ClientLogIn.ACCEPTED_BYTES))) {
        return false;
      }
      inbox = new FrameInbox(logIn.fromServer());
      outbox = new FrameOutbox(logIn.toServer());
      send(new ClientData(name, NODE, false, "2.3.0", "3367").frame());
      send(new PartnerText("OSCam", List.of(PartnerText.EXTENDED_MODE)).frame());
      FromServer message = next();
      while (!(message instanceof Card)) {
        message = next();
      }
      share = ((Card) message).shareId();
      return true;
    } catch (EOFException | SocketException e) {
      return false;
    }
  }

  @Override
  public int ask(int serviceId, byte[] section) throws IOException {
    send(EcmQuestion.ask(++index, 0x0B00, 0x10, share, serviceId, section).frame());
    return index;
  }

  @Override
  public Answer answer() throws IOException {
    while (true) {
      FromServer message = next();
      if (message instanceof WordsAnswer words) {
        byte[] clear = requireNonNull(inbox).words(words);
        return new Answer(words.index(), Optional.of(HEX.formatHex(clear)));
      }
      if (message instanceof FromServer.NotFound refused) {
        return new Answer(refused.index(), Optional.empty());
      }
    }
  }

  @Override
  public void exceed() throws IOException {
    send(EcmQuestion.ask(1, 0x0B00, 0, share, 1, new byte[Frame.MOST]).frame());
  }

  private void send(Frame frame) throws IOException {
    write(requireNonNull(outbox).seal(frame));
  }

  private FromServer next() throws IOException {
    Frame frame = null;
    while (frame == null) {
      frame = requireNonNull(inbox).next(ByteBuffer.wrap(read(1)));
    }
    return FromServer.read(frame);
  }
}
