package io.caskade.receivers.edge.core;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.ClientData;
import io.caskade.lib.cccam.ClientLogIn;
import io.caskade.lib.cccam.EcmQuestion;
import io.caskade.lib.cccam.EcmTerms;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FrameInbox;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromClient;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.PartnerText;
import io.caskade.lib.cccam.ServerData;
import io.caskade.lib.cccam.WordsAnswer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a core, as a client of CCcam in extended mode that is told with the words what
 * their ECM asks for. Bytes in, calls to its observer out; no socket, no clock. On the edge's loop.
 *
 * <p>Source: cw-protocols.md, 1.2 to 1.5.
 */
final class CoreSession {
  private static final String SELF = "Caskade edge";
  private static final String VERSION = "2.0.11";
  private static final String BUILD = "2892";
  private static final int MOST_CARDS = 1_000;
  private static final int HALF = WordsAnswer.LENGTH / 2;

  /** What is expected next. */
  private enum Stage {
    SEED,
    ACCEPTANCE,
    MESSAGES,
    OVER
  }

  private final String user;
  private final ReceiverPassword password;
  private final NodeId node;
  private final Observer observer;
  private final ByteBuffer part = ByteBuffer.allocate(ClientLogIn.ACCEPTED_BYTES);

  /** By number; those that the core has told of. */
  private final Map<Integer, Card> cards = new LinkedHashMap<>();

  private Stage stage = Stage.SEED;
  private @Nullable ClientLogIn logIn;
  private @Nullable FrameInbox inbox;
  private @Nullable FrameOutbox outbox;
  private boolean agreed;
  private String server = "";

  /** Who uses the connection. */
  interface Observer {
    void send(byte[] bytes);

    /** A whole message came. */
    void heard();

    /** It may be asked for other CAIDs than before, or for the first. */
    void cardsChanged();

    /** What an ECM holds. */
    void opened(int index, OpenedEcm ecm);

    /**
     * No words.
     *
     * @param word the core's reason, as it stands in its log; empty when it gives none
     */
    void refused(int index, String word);

    /** The core is no use: the connection is to be closed. */
    void useless(String reason);
  }

  /**
   * @param password destroyed by the session
   * @param node of this edge, a partner's
   */
  CoreSession(String user, ReceiverPassword password, NodeId node, Observer observer) {
    this.user = user;
    this.password = password;
    this.node = node;
    this.observer = observer;
    part.limit(ClientLogIn.SEED_BYTES);
  }

  /** True from the moment when name and password were shown until the core took them. */
  boolean isBeforeAcceptance() {
    return stage == Stage.ACCEPTANCE;
  }

  /** What the core says that it is; empty before it does. */
  String server() {
    return server;
  }

  /** Takes all that came. */
  void received(ByteBuffer in) {
    while (in.hasRemaining() && stage != Stage.OVER) {
      if (stage == Stage.MESSAGES) {
        message(in);
      } else {
        logIn(in);
      }
    }
  }

  private void logIn(ByteBuffer in) {
    while (in.hasRemaining() && part.hasRemaining()) {
      part.put(in.get());
    }
    if (part.hasRemaining()) {
      return;
    }
    byte[] whole = Arrays.copyOf(part.array(), part.position());
    part.clear();
    if (stage == Stage.SEED) {
      seed(whole);
    } else {
      acceptance(whole);
    }
  }

  private void seed(byte[] seed) {
    byte[] clear = password.bytes();
    try {
      ClientLogIn made = new ClientLogIn(seed, user, clear);
      logIn = made;
      stage = Stage.ACCEPTANCE;
      observer.send(made.answer());
    } finally {
      Arrays.fill(clear, (byte) 0);
      password.destroy();
    }
  }

  private void acceptance(byte[] accepted) {
    ClientLogIn made = requireNonNull(logIn);
    if (!made.isAccepted(accepted)) {
      useless("it does not speak CCcam");
      return;
    }
    inbox = new FrameInbox(made.fromServer());
    outbox = new FrameOutbox(made.toServer());
    stage = Stage.MESSAGES;
    send(new ClientData(user, node, false, VERSION, BUILD).frame());
  }

  private void message(ByteBuffer in) {
    FrameInbox reading = requireNonNull(inbox);
    Frame frame = reading.next(in);
    if (frame != null) {
      observer.heard();
      take(FromServer.read(frame));
    } else if (reading.isBroken()) {
      useless("it sends what is no CCcam");
    }
  }

  private void take(FromServer message) {
    if (message instanceof WordsAnswer words) {
      words(words);
    } else if (message instanceof FromServer.NotFound nothing) {
      nothing(nothing);
    } else if (message instanceof ServerData data) {
      greet(data);
    } else if (message instanceof FromServer.Partner partner) {
      agree(partner.text());
    } else if (message instanceof Card card) {
      if (cards.size() < MOST_CARDS) {
        cards.put(card.shareId(), card);
        observer.cardsChanged();
      }
    } else if (message instanceof FromServer.CardRemoved removed) {
      cards.remove(removed.shareId());
      observer.cardsChanged();
    } else if (message instanceof FromServer.Malformed) {
      useless("it sends what is no CCcam");
    }
  }

  private void greet(ServerData data) {
    server = "CCcam " + data.version() + " (" + data.build() + ")";
    if (data.node().isPartner()) {
      send(new PartnerText(SELF, List.of(PartnerText.EXTENDED_MODE, PartnerText.TERMS)).frame());
    } else {
      useless("it knows no extended mode: empty nodeId of its CCcam listener");
    }
  }

  private void agree(PartnerText text) {
    agreed = text.offers(PartnerText.EXTENDED_MODE) && text.offers(PartnerText.TERMS);
    if (agreed) {
      observer.cardsChanged();
    } else {
      useless(
          "it does not take '"
              + user
              + "' for a site: name it in sites of"
              + " io.caskade.receivers.server there");
    }
  }

  /** Before it may be asked, this is the reason why the core sends the edge away. */
  private void nothing(FromServer.NotFound nothing) {
    if (agreed && nothing.index() != 0) {
      observer.refused(nothing.index(), nothing.text());
    } else {
      useless("it sends '" + user + "' away: " + nothing.text());
    }
  }

  private void words(WordsAnswer answer) {
    Optional<EcmTerms> terms = answer.terms();
    if (terms.isEmpty()) {
      useless("it gives words without what their ECM asks for");
      return;
    }
    byte[] both = requireNonNull(inbox).words(answer);
    byte[] even = Arrays.copyOfRange(both, 0, HALF);
    byte[] odd = Arrays.copyOfRange(both, HALF, both.length);
    try {
      observer.opened(
          answer.index(),
          new OpenedEcm(
              terms.get().issuedAt(),
              new ControlWord(odd),
              new ControlWord(even),
              AccessCriteria.of(terms.get().criteria())));
    } finally {
      Arrays.fill(both, (byte) 0);
      Arrays.fill(even, (byte) 0);
      Arrays.fill(odd, (byte) 0);
    }
  }

  private void useless(String reason) {
    stage = Stage.OVER;
    observer.useless(reason);
  }

  /** Whether it agreed on everything and has any card. */
  boolean isReady() {
    return stage == Stage.MESSAGES && agreed && !cards.isEmpty();
  }

  /** Whether an ECM of this CAID may be asked for. */
  boolean serves(int caSystemId) {
    return isReady() && cards.values().stream().anyMatch(card -> card.caSystemId() == caSystemId);
  }

  /**
   * Asks for an ECM whose CAID is served.
   *
   * @param index 1 to 255, of no other question that is open
   */
  void ask(int index, int caSystemId, EcmDatagram ecm) {
    Card asked =
        cards.values().stream()
            .filter(card -> card.caSystemId() == caSystemId)
            .findFirst()
            .orElseThrow();
    byte[] section = ecm.section().toByteArray();
    send(EcmQuestion.ask(index, caSystemId, 0, asked.shareId(), 0, section).frame());
  }

  /** Asks whether the core is there; nothing before the log-in is over. */
  void keepalive() {
    if (stage == Stage.MESSAGES) {
      send(new FromClient.Keepalive().frame());
    }
  }

  private void send(Frame frame) {
    observer.send(requireNonNull(outbox).seal(frame));
  }

  /** The connection is gone. */
  void over() {
    stage = Stage.OVER;
    password.destroy();
  }
}
