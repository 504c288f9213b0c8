package io.caskade.receivers.newcamd;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.newcamd.CardData;
import io.caskade.lib.newcamd.ClientId;
import io.caskade.lib.newcamd.Command;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.newcamd.FrameCodec;
import io.caskade.lib.newcamd.Header;
import io.caskade.lib.newcamd.LogIn;
import io.caskade.lib.newcamd.NewcamdMessage;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Conversation;
import io.caskade.lib.receiverlistener.Counter;
import io.caskade.lib.receiverlistener.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The server's side of one newcamd client (cw-protocols, sections 2.2 and 2.3). On its loop. */
final class NewcamdConversation implements Conversation {
  /** A client whose key or bytes are wrong waits so long before it may try again. */
  private static final Duration PUNISHMENT = Duration.ofSeconds(2);

  private static final byte[] VERSION = "1.67".getBytes(StandardCharsets.US_ASCII);

  /** Words of DVB-CSA, the only ones that all clients understand. */
  private static final int CSA_WORDS = 16;

  private final NewcamdProtocol protocol;
  private final Connection connection;
  private final SplittableRandom random;
  private FrameCodec codec;
  private final byte[] seed = new byte[DesKey.LENGTH];
  private boolean extended;
  private Optional<CardList> told = Optional.empty();

  NewcamdConversation(NewcamdProtocol protocol, Connection connection) {
    this.protocol = protocol;
    this.connection = connection;
    // IVs and padding keep no secret; the seed of the log-in is drawn from the secure source.
    random = new SplittableRandom(protocol.random().nextLong());
    protocol.random().nextBytes(seed);
    codec = FrameCodec.ofServer(protocol.desKey().logIn(seed), random);
  }

  @Override
  public void opened() {
    connection.send(seed, 0, seed.length);
  }

  @Override
  public int received(byte[] bytes, int offset, int length) {
    int frame = FrameCodec.frameLength(bytes, offset, length);
    if (frame == FrameCodec.PARTIAL) {
      return 0;
    }
    Optional<NewcamdMessage> message =
        frame == FrameCodec.INVALID ? Optional.empty() : codec.decode(bytes, offset, frame);
    if (message.isEmpty()) {
      refuse("", LogInFailure.PROTOCOL);
      return length;
    }
    if (connection.isClient()) {
      serve(message.get());
    } else {
      logIn(message.get());
    }
    message.get().wipe();
    return frame;
  }

  private void refuse(String name, LogInFailure why) {
    connection.failed(name, why);
    connection.closeAfter(PUNISHMENT);
  }

  private void logIn(NewcamdMessage message) {
    byte[] data = message.data();
    Optional<LogIn> read =
        message.command().equals(Optional.of(Command.LOG_IN)) ? LogIn.read(data) : Optional.empty();
    Arrays.fill(data, (byte) 0);
    read.ifPresentOrElse(
        logIn -> check(message.header(), logIn), () -> refuse("", LogInFailure.PROTOCOL));
  }

  private void check(Header header, LogIn logIn) {
    String user = logIn.user();
    Proofs proofs = protocol.proofs();
    Optional<ReceiverPassword> password = connection.service().password(user);
    if (password.isEmpty()) {
      proofs.forget(user);
      connection.failed(user, LogInFailure.UNKNOWN_NAME);
      turnAway(header);
      return;
    }
    Optional<byte[]> expected = proofs.of(user, password.get());
    if (expected.isPresent()) {
      password.get().destroy();
      judge(header, logIn, expected.get());
    } else {
      connection.aside(() -> prove(user, password.get()), () -> check(header, logIn));
    }
  }

  private void prove(String user, ReceiverPassword password) {
    try {
      protocol.proofs().prove(user, password);
    } finally {
      password.destroy();
    }
  }

  private void judge(Header header, LogIn logIn, byte[] expected) {
    byte[] given = logIn.proof();
    try {
      if (!MessageDigest.isEqual(expected, given)) {
        connection.failed(logIn.user(), LogInFailure.WRONG_PASSWORD);
        turnAway(header);
      } else if (connection.enter(logIn.user(), ClientId.name(header.serviceId())).isPresent()) {
        turnAway(header);
      } else {
        welcome(header, given);
      }
    } finally {
      Arrays.fill(given, (byte) 0);
      Arrays.fill(expected, (byte) 0);
    }
  }

  private void turnAway(Header header) {
    send(NewcamdMessage.of(Command.REFUSED, Header.answer(header.id())));
    connection.close();
  }

  private void welcome(Header header, byte[] proof) {
    boolean offered = header.serviceId() == Header.MGCAMD || header.extra() == Header.OFFERED;
    extended = protocol.extendedMode().on(offered);
    send(
        NewcamdMessage.of(
            Command.ACCEPTED,
            extended
                ? new Header(header.id(), Header.NEWCS, 0, 0, Header.EXTENDED)
                : Header.answer(header.id())));
    FrameCodec logInCodec = codec;
    codec = FrameCodec.of(protocol.desKey().working(proof), logInCodec.version(), random);
    logInCodec.destroy();
  }

  private void serve(NewcamdMessage message) {
    Optional<Command> command = message.command();
    if (command.isEmpty()) {
      return;
    }
    Header header = message.header();
    switch (command.get()) {
      case ECM -> ask(message);
      case EMM -> {
        connection.count(Counter.EMMS_DROPPED);
        send(NewcamdMessage.emmTaken(header.id(), message.code()));
      }
      case CARD_REQUEST -> tellCards(header.id());
      case VERSION -> send(NewcamdMessage.of(Command.VERSION, Header.answer(header.id()), VERSION));
      case KEEPALIVE -> {
        connection.count(Counter.KEEPALIVES);
        send(NewcamdMessage.of(Command.KEEPALIVE, Header.answer(header.id())));
      }
      case LOG_IN -> refuse("", LogInFailure.PROTOCOL);
      case ACCEPTED, REFUSED, CARD, ADD_CARD, REMOVE_CARD -> {
        // Only servers say these.
      }
    }
  }

  private void tellCards(int id) {
    CardList list = CardList.of(connection.cards(), protocol.caSystemId());
    told = Optional.of(list);
    CardData data = new CardData(CardData.USUAL_USER, list.caSystemId(), list.providers());
    send(NewcamdMessage.of(Command.CARD, Header.answer(id), data.data()));
    if (extended) {
      list.entries().forEach(entry -> send(change(Command.ADD_CARD, id, entry)));
    }
  }

  private NewcamdMessage change(Command command, int id, CardList.Entry entry) {
    return NewcamdMessage.of(
        command, new Header(id, connection.port(), entry.caSystemId(), entry.provider(), 0));
  }

  private void ask(NewcamdMessage message) {
    Header header = message.header();
    int id = header.id();
    int tableId = message.code();
    int caSystemId = header.caSystemId() == 0 ? portCaSystemId() : header.caSystemId();
    connection.ask(
        new CwQuestion(
            caSystemId,
            header.provider(),
            header.serviceId(),
            0,
            new EcmDatagram(Octets.of(message.payload()))),
        answer -> answer(id, tableId, answer));
  }

  private int portCaSystemId() {
    return protocol.caSystemId() == 0
        ? CardList.of(connection.cards(), 0).caSystemId()
        : protocol.caSystemId();
  }

  private void answer(int id, int tableId, CwAnswer answer) {
    if (answer instanceof CwAnswer.Found found) {
      byte[] words = Words.of(found);
      NewcamdMessage message =
          words.length == CSA_WORDS
              ? NewcamdMessage.words(id, tableId, words)
              : NewcamdMessage.notFound(id, tableId);
      Arrays.fill(words, (byte) 0);
      send(message);
      message.wipe();
    } else {
      send(NewcamdMessage.notFound(id, tableId));
    }
  }

  private void send(NewcamdMessage message) {
    byte[] frame = codec.encode(message);
    connection.send(frame, 0, frame.length);
  }

  /** Without extended mode a client reads the list only when it logs in: it shall come back. */
  @Override
  public void cardsChanged() {
    if (told.isEmpty()) {
      return;
    }
    CardList before = told.get();
    CardList now = CardList.of(connection.cards(), protocol.caSystemId());
    if (now.equals(before)) {
      return;
    }
    if (!extended) {
      connection.close();
      return;
    }
    told = Optional.of(now);
    changes(before, now).forEach(entry -> send(change(Command.REMOVE_CARD, 0, entry)));
    changes(now, before).forEach(entry -> send(change(Command.ADD_CARD, 0, entry)));
  }

  /** Entries of one list that are not in the other. */
  private static List<CardList.Entry> changes(CardList in, CardList notIn) {
    return in.entries().stream().filter(entry -> !notIn.entries().contains(entry)).toList();
  }

  @Override
  public void ending(Refusal reason) {
    // The protocol has no last word: clients see the connection close.
  }

  @Override
  public void closed() {
    Arrays.fill(seed, (byte) 0);
    codec.destroy();
    told = Optional.empty();
  }
}
