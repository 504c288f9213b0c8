package io.caskade.receivers.cccam.session;

import io.caskade.api.receivers.Refusal;
import io.caskade.lib.cccam.ClientData;
import io.caskade.lib.cccam.EcmQuestion;
import io.caskade.lib.cccam.EmmDelivery;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromClient;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.PartnerText;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client whose password was right: what it sends is answered. On its loop.
 *
 * <p>Source: cw-protocols.md, 1.3, 1.5 and 1.6.
 */
final class Client {
  /** How long a client that speaks extensions may take to say which, before it sees a card. */
  private static final Duration PARTNER_WAIT = Duration.ofSeconds(1);

  private static final String SELF = "Caskade";

  private final Connection connection;
  private final ServerIdentity identity;
  private final String name;
  private final FrameOutbox outbox;
  private final Shares shares;
  private @Nullable Answers answers;
  private boolean cardsShown;
  private boolean turned;

  Client(Connection connection, ServerIdentity identity, String name, FrameOutbox outbox) {
    this.connection = connection;
    this.identity = identity;
    this.name = name;
    this.outbox = outbox;
    shares = new Shares(identity.node());
  }

  /** Answers a message; false when no client of CCcam sends it. */
  boolean take(FromClient message) {
    Answers asked = answers;
    if (asked == null) {
      return enters(message);
    }
    if (message instanceof EcmQuestion question) {
      return asked.question(question);
    } else if (message instanceof EmmDelivery) {
      connection.count(Counter.EMMS_DROPPED);
      send(new FromServer.EmmTaken());
    } else if (message instanceof FromClient.Keepalive) {
      connection.count(Counter.KEEPALIVES);
      send(new FromServer.Keepalive());
    } else if (message instanceof FromClient.Partner partner) {
      extend(partner.text(), asked);
    }
    return !(message instanceof FromClient.Malformed);
  }

  private boolean enters(FromClient message) {
    if (!(message instanceof ClientData data)) {
      return false;
    }
    String says = "CCcam " + data.version() + " (" + data.build() + ")";
    Optional<Refusal> refusal = connection.enter(name, says);
    if (refusal.isPresent()) {
      turned = true;
      tell(refusal.get());
      connection.close();
      return true;
    }
    answers = new Answers(connection, shares, outbox, data.node());
    send(new FromServer.ClientDataTaken());
    send(identity.data());
    if (data.node().isPartner() && identity.node().isPartner()) {
      // It would ask without numbers for cards that it sees before extended mode is settled.
      connection.later(this::showCards, PARTNER_WAIT);
    } else {
      showCards();
    }
    return true;
  }

  /** Whether it was sent away although its password was right. */
  boolean isTurned() {
    return turned;
  }

  private void extend(PartnerText client, Answers asked) {
    boolean extended = client.offers(PartnerText.EXTENDED_MODE);
    boolean terms = extended && connection.isSite() && client.offers(PartnerText.TERMS);
    List<String> accepted = new ArrayList<>();
    if (extended) {
      accepted.add(PartnerText.EXTENDED_MODE);
      asked.extend();
    }
    if (terms) {
      accepted.add(PartnerText.TERMS);
      asked.tellTerms();
    }
    send(new FromServer.Partner(new PartnerText(SELF, accepted)));
    showCards();
  }

  private void showCards() {
    if (!cardsShown) {
      cardsShown = true;
      cardsChanged();
    }
  }

  /** Tells it of other cards, unless it was told of none yet. */
  void cardsChanged() {
    if (cardsShown) {
      shares.change(connection.cards()).forEach(this::send);
    }
  }

  /** The last word: clients show it in their logs. */
  void tell(Refusal reason) {
    send(new FromServer.NotFound(0, true, reason.word()));
  }

  private void send(FromServer message) {
    byte[] bytes = outbox.seal(message.frame());
    connection.send(bytes, 0, bytes.length);
  }
}
