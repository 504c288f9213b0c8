package io.caskade.lib.cwclient;

import io.caskade.lib.newcamd.CardData;
import io.caskade.lib.newcamd.Command;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.newcamd.FrameCodec;
import io.caskade.lib.newcamd.Header;
import io.caskade.lib.newcamd.LogIn;
import io.caskade.lib.newcamd.Md5Crypt;
import io.caskade.lib.newcamd.NewcamdMessage;
import io.caskade.lib.newcamd.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A line over newcamd 525. */
final class NewcamdLine implements Line {
  private static final int LENGTH_BYTES = 2;
  private static final int WORDS = 16;

  private final Peer peer;
  private final Account account;
  private final DesKey key;
  private final RandomGenerator random;
  private FrameCodec codec;
  private List<Offer> offers = List.of();
  private int id;

  NewcamdLine(Peer peer, Account account, DesKey key, RandomGenerator random) throws LineException {
    this.peer = peer;
    this.account = account;
    this.key = key;
    this.random = random;
    byte[] greeting = peer.read(DesKey.LENGTH, Finding.CLOSED_AT_ONCE, Finding.OTHER_PROTOCOL);
    codec = FrameCodec.of(key.logIn(greeting), ProtocolVersion.P525, random);
  }

  @Override
  public String logIn() throws LineException {
    byte[] password = account.password();
    byte[] proof = Md5Crypt.text(password);
    Arrays.fill(password, (byte) 0);
    send(NewcamdMessage.of(Command.LOG_IN, header(), LogIn.data(account.name(), proof)));
    Optional<Command> said = next(Finding.WRONG_KEY, Finding.WRONG_KEY).command();
    if (said.equals(Optional.of(Command.REFUSED))) {
      throw new LineException(Finding.LOG_IN_REFUSED);
    }
    if (!said.equals(Optional.of(Command.ACCEPTED))) {
      throw new LineException(Finding.OTHER_PROTOCOL);
    }
    codec = FrameCodec.of(key.working(proof), ProtocolVersion.P525, random);
    Arrays.fill(proof, (byte) 0);
    send(NewcamdMessage.of(Command.CARD_REQUEST, header()));
    NewcamdMessage card = next(Finding.NO_CARDS, Finding.NO_CARDS);
    CardData data =
        card.command().equals(Optional.of(Command.CARD))
            ? CardData.read(card.data()).orElseThrow(() -> other())
            : noCards();
    offers = List.of(new Offer(data.caSystemId(), data.providers()));
    return "newcamd 525, user number " + data.userNumber();
  }

  private static LineException other() {
    return new LineException(Finding.OTHER_PROTOCOL);
  }

  private static CardData noCards() throws LineException {
    throw new LineException(Finding.NO_CARDS);
  }

  private Header header() {
    return new Header(id++, 0, 0, 0, 0);
  }

  @Override
  public List<Offer> offers() {
    return offers;
  }

  @Override
  public Answer ask(Question question) throws LineException {
    int asked = id++;
    send(
        NewcamdMessage.section(
            new Header(asked, question.serviceId(), question.caSystemId(), question.provider(), 0),
            question.ecm().bytes()));
    NewcamdMessage answer = next(Finding.CLOSED, Finding.NO_ANSWER);
    while (answer.header().id() != asked || !answer.command().equals(Optional.of(Command.ECM))) {
      answer = next(Finding.CLOSED, Finding.NO_ANSWER);
    }
    byte[] words = answer.data();
    return words.length == WORDS
        ? new Answer.Words(ControlWords.of(words))
        : new Answer.Nothing("");
  }

  private void send(NewcamdMessage message) throws LineException {
    peer.write(codec.encode(message), Finding.CLOSED);
    message.wipe();
  }

  private NewcamdMessage next(Finding closed, Finding silent) throws LineException {
    byte[] frame = new byte[FrameCodec.LONGEST];
    byte[] length = peer.read(LENGTH_BYTES, closed, silent);
    System.arraycopy(length, 0, frame, 0, LENGTH_BYTES);
    int whole = FrameCodec.frameLength(frame, 0, frame.length);
    if (whole == FrameCodec.INVALID) {
      throw other();
    }
    byte[] rest = peer.read(whole - LENGTH_BYTES, closed, silent);
    System.arraycopy(rest, 0, frame, LENGTH_BYTES, rest.length);
    // What the key does not open is what another key would give.
    return codec.decode(frame, 0, whole).orElseThrow(() -> new LineException(Finding.WRONG_KEY));
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
