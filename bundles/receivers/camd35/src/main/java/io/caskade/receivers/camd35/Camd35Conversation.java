package io.caskade.receivers.camd35;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.ReceiverService;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.camd35.Camd35Codec;
import io.caskade.lib.camd35.Camd35Message;
import io.caskade.lib.camd35.Command;
import io.caskade.lib.camd35.Token;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Conversation;
import io.caskade.lib.receiverlistener.Counter;
import io.caskade.lib.receiverlistener.Transport;
import io.caskade.lib.receiverlistener.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one camd35 client (cw-protocols, chapter 3): whoever sends a frame that its
 * account's password opens is logged in. On its loop.
 */
final class Camd35Conversation implements Conversation {
  /** As other servers do; guessing takes time. */
  private static final Duration PUNISHMENT = Duration.ofSeconds(1);

  /** Words of DVB-CSA, the only ones that clients understand. */
  private static final int CSA_WORDS = 16;

  private final Transport transport;
  private final TokenIndex tokens;
  private final Connection connection;
  private @Nullable List<Account> candidates;
  private @Nullable Camd35Codec codec;

  /** An account whose password may open the first frame. */
  private record Account(String name, Camd35Codec codec) {}

  Camd35Conversation(Transport transport, TokenIndex tokens, Connection connection) {
    this.transport = transport;
    this.tokens = tokens;
    this.connection = connection;
  }

  @Override
  public void opened() {
    // The client speaks first.
  }

  @Override
  public int received(byte[] bytes, int offset, int length) {
    Camd35Codec known = codec;
    int used = known == null ? logIn(bytes, offset, length) : serve(known, bytes, offset, length);
    // What is left of a datagram is no part of the next one.
    return transport == Transport.UDP ? length : used;
  }

  private int logIn(byte[] bytes, int offset, int length) {
    if (length < Token.LENGTH) {
      return 0;
    }
    List<Account> accounts = candidates;
    if (accounts == null) {
      accounts = accounts(Token.read(bytes, offset));
      candidates = accounts;
    }
    if (accounts.isEmpty()) {
      return refuse("", LogInFailure.UNKNOWN_NAME, length);
    }
    boolean partial = false;
    for (Account account : accounts) {
      int frame = account.codec().frameLength(bytes, offset, length);
      partial |= frame == Camd35Codec.PARTIAL;
      Optional<Camd35Message> message =
          frame > 0 ? account.codec().decode(bytes, offset, frame) : Optional.empty();
      if (message.isPresent()) {
        return enter(account, message.get()) ? frame : length;
      }
    }
    return partial && transport == Transport.TCP
        ? 0
        : refuse(accounts.get(0).name(), LogInFailure.WRONG_PASSWORD, length);
  }

  private List<Account> accounts(int token) {
    ReceiverService service = connection.service();
    List<Account> accounts = new ArrayList<>(1);
    for (String name : tokens.names(service, token)) {
      service
          .password(name)
          .ifPresent(password -> accounts.add(new Account(name, codec(token, password))));
    }
    return accounts;
  }

  private static Camd35Codec codec(int token, ReceiverPassword password) {
    byte[] clear = password.bytes();
    try {
      return new Camd35Codec(token, clear);
    } finally {
      Arrays.fill(clear, (byte) 0);
      password.destroy();
    }
  }

  private int refuse(String name, LogInFailure why, int used) {
    connection.failed(name, why);
    connection.closeAfter(PUNISHMENT);
    return used;
  }

  private boolean enter(Account account, Camd35Message first) {
    candidates = null;
    if (connection.enter(account.name(), "").isPresent()) {
      connection.close();
      return false;
    }
    codec = account.codec();
    handle(account.codec(), first);
    return true;
  }

  private int serve(Camd35Codec known, byte[] bytes, int offset, int length) {
    int frame = known.frameLength(bytes, offset, length);
    if (frame == Camd35Codec.PARTIAL) {
      return 0;
    }
    if (frame == Camd35Codec.INVALID) {
      return broken(length);
    }
    Optional<Camd35Message> message = known.decode(bytes, offset, frame);
    if (message.isEmpty()) {
      return broken(frame);
    }
    handle(known, message.get());
    return frame;
  }

  /** Over UDP a datagram is lost, whoever sent it; over TCP nothing that follows can be read. */
  private int broken(int used) {
    if (transport == Transport.UDP) {
      connection.count(Counter.PROTOCOL_ERRORS);
    } else {
      connection.failed("", LogInFailure.PROTOCOL);
      connection.close();
    }
    return used;
  }

  private void handle(Camd35Codec known, Camd35Message message) {
    switch (message.command()) {
      case ECM -> ask(known, message);
      case KEEPALIVE -> {
        connection.count(Counter.KEEPALIVES);
        send(known, message.answer(Command.KEEPALIVE, message.data()));
      }
      case EMM, EMM_OTHER -> connection.count(Counter.EMMS_DROPPED);
      case WORDS, ECM_PASSED_ON, WORDS_PASSED_ON, EMM_REQUEST, STOP, NOT_FOUND, CACHE -> {
        // Servers say these to each other.
      }
    }
  }

  private void ask(Camd35Codec known, Camd35Message message) {
    Camd35Message.Header header = message.header();
    int caSystemId = header.caSystemId() == 0 ? firstCaSystemId() : header.caSystemId();
    connection.ask(
        new CwQuestion(
            caSystemId,
            header.provider(),
            header.serviceId(),
            0,
            new EcmDatagram(Octets.of(message.data()))),
        answer -> answer(known, message, answer));
  }

  private int firstCaSystemId() {
    return connection.cards().stream().findFirst().map(OfferedCard::caSystemId).orElse(0);
  }

  private void answer(Camd35Codec known, Camd35Message question, CwAnswer answer) {
    if (answer instanceof CwAnswer.Found found) {
      byte[] words = Words.of(found);
      if (words.length == CSA_WORDS) {
        Camd35Message message = question.answer(Command.WORDS, words);
        send(known, message);
        message.wipe();
      } else {
        send(known, question.answer(Command.NOT_FOUND));
      }
      Arrays.fill(words, (byte) 0);
    } else {
      send(known, question.answer(Command.NOT_FOUND));
    }
  }

  private void send(Camd35Codec known, Camd35Message message) {
    byte[] frame = known.encode(message);
    connection.send(frame, 0, frame.length);
  }

  @Override
  public void cardsChanged() {
    // Clients are told of no cards.
  }

  @Override
  public void ending(Refusal reason) {
    // A STOP would outlast the reason: clients see the connection close, or silence over UDP.
  }

  @Override
  public void closed() {
    codec = null;
    candidates = null;
  }
}
