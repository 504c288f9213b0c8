package io.caskade.lib.cwclient;

import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.ClientData;
import io.caskade.lib.cccam.ClientLogIn;
import io.caskade.lib.cccam.EcmQuestion;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FrameInbox;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.ServerData;
import io.caskade.lib.cccam.WordsAnswer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A line over CCcam, without extensions. */
final class CccamLine implements Line {
  /** Cards come one after the other; after such a pause there are no more. */
  private static final Duration LAST_CARD = Duration.ofMillis(500);

  private final Peer peer;
  private final Account account;
  private final NodeId node;
  private final List<Card> cards = new ArrayList<>();
  private final FrameInbox inbox;
  private final FrameOutbox outbox;
  private final ClientLogIn logIn;

  CccamLine(Peer peer, Account account, RandomGenerator random) throws LineException {
    this.peer = peer;
    this.account = account;
    node = new NodeId(random.nextLong());
    byte[] seed = peer.read(ClientLogIn.SEED_BYTES, Finding.CLOSED_AT_ONCE, Finding.OTHER_PROTOCOL);
    logIn = new ClientLogIn(seed, account.name(), account.password());
    inbox = new FrameInbox(logIn.fromServer());
    outbox = new FrameOutbox(logIn.toServer());
  }

  @Override
  public String logIn() throws LineException {
    peer.write(logIn.answer(), Finding.LOG_IN_REFUSED);
    byte[] accepted =
        peer.read(ClientLogIn.ACCEPTED_BYTES, Finding.LOG_IN_REFUSED, Finding.LOG_IN_REFUSED);
    if (!logIn.isAccepted(accepted)) {
      throw new LineException(Finding.OTHER_PROTOCOL);
    }
    send(new ClientData(account.name(), node, false, "2.0.11", "2892").frame());
    ServerData data = null;
    while (data == null) {
      FromServer message = next(peer.patience(), Finding.CLOSED);
      if (message instanceof ServerData told) {
        data = told;
      } else if (message instanceof FromServer.NotFound turned) {
        throw new LineException(Finding.TURNED_AWAY, turned.text());
      }
    }
    readCards();
    return "CCcam %s (%s), node %s".formatted(data.version(), data.build(), data.node());
  }

  private void readCards() throws LineException {
    try {
      while (true) {
        Duration wait = cards.isEmpty() ? peer.patience() : LAST_CARD;
        if (next(wait, Finding.CLOSED) instanceof Card card) {
          cards.add(card);
        }
      }
    } catch (LineException e) {
      if (e.verdict().finding() != Finding.NO_ANSWER) {
        throw e;
      }
    }
    if (cards.isEmpty()) {
      throw new LineException(Finding.NO_CARDS);
    }
  }

  @Override
  public List<Offer> offers() {
    return cards.stream().map(card -> new Offer(card.caSystemId(), card.providers())).toList();
  }

  @Override
  public Answer ask(Question question) throws LineException {
    int share =
        cards.stream()
            .filter(card -> card.caSystemId() == question.caSystemId())
            .filter(card -> new Offer(0, card.providers()).has(question.provider()))
            .findFirst()
            .orElseThrow(
                () ->
                    new LineException(
                        LineTest.wrongCaid(question.caSystemId(), question.provider(), offers())))
            .shareId();
    send(
        EcmQuestion.ask(
                0,
                question.caSystemId(),
                question.provider(),
                share,
                question.serviceId(),
                question.ecm().bytes())
            .frame());
    while (true) {
      FromServer message = next(peer.patience(), Finding.CLOSED);
      if (message instanceof WordsAnswer words) {
        return new Answer.Words(ControlWords.of(inbox.maskedWords(words, node, share)));
      }
      if (message instanceof FromServer.NotFound nothing) {
        return new Answer.Nothing(nothing.text());
      }
    }
  }

  private void send(Frame frame) throws LineException {
    peer.write(outbox.seal(frame), Finding.CLOSED);
  }

  private FromServer next(Duration wait, Finding closed) throws LineException {
    while (true) {
      byte[] one = peer.read(1, wait, closed, Finding.NO_ANSWER);
      Frame frame = inbox.next(ByteBuffer.wrap(one));
      if (frame != null) {
        return FromServer.read(frame);
      }
      if (inbox.isBroken()) {
        throw new LineException(Finding.OTHER_PROTOCOL);
      }
    }
  }

  @Override
  public int localPort() {
    return peer.localPort();
  }

  @Override
  public void close() {
    peer.close();
  }
}
