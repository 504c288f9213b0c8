package io.caskade.receivers.server;

import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverSession;
import io.caskade.api.receivers.Refusal;
import io.caskade.receivers.server.accounts.Account;
import io.caskade.receivers.server.words.CachedEcm;
import io.caskade.receivers.server.words.EcmIdentity;
import io.caskade.receivers.server.words.Verdict;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that is logged in. Lives on the loop of its line. */
final class ServerSession implements ReceiverSession {
  private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);

  /** Questions of one client that may wait at a time. */
  static final int MOST_WAITING = 64;

  /** A site asks for all of its own clients; CCcam numbers no more questions. */
  static final int MOST_WAITING_OF_SITE = 255;

  /** As long as an ECM waits to be opened. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

  private final ReceiverServer server;
  private final Account account;
  private final Entrance entrance;
  private final WrappedKey enteredWith;
  private final SessionFigures figures;
  private final DecisionLog log;
  private final boolean site;
  private volatile List<OfferedCard> cards;
  private volatile boolean closed;

  /** Confined to the loop. */
  private int waiting;

  ServerSession(
      ReceiverServer server,
      Account account,
      Entrance entrance,
      SessionFigures figures,
      List<OfferedCard> cards,
      boolean site) {
    this.server = server;
    this.account = account;
    this.entrance = entrance;
    this.figures = figures;
    this.cards = cards;
    this.site = site;
    enteredWith = account.terms().account().password();
    log = new DecisionLog(entrance);
  }

  String name() {
    return entrance.name();
  }

  InetAddress address() {
    return entrance.address().getAddress();
  }

  String protocol() {
    return entrance.protocol();
  }

  Account account() {
    return account;
  }

  /** Whether the password is still the one that it came with. */
  boolean isOf(WrappedKey password) {
    return enteredWith.equals(password);
  }

  ReceiverClient shown() {
    return figures.shown(entrance);
  }

  @Override
  public List<OfferedCard> cards() {
    return cards;
  }

  @Override
  public boolean site() {
    return site;
  }

  /** Tells the client when it may ask for something else now. Any thread. */
  void offer(List<OfferedCard> offered) {
    if (!offered.equals(cards)) {
      cards = offered;
      entrance.line().cardsChanged();
    }
  }

  /** The server sends it away. Any thread. */
  void end(Refusal reason) {
    close();
    entrance.line().end(reason);
  }

  @Override
  public void ask(CwQuestion question, Consumer<CwAnswer> answer) {
    if (closed) {
      return;
    }
    long began = server.nanos();
    EcmIdentity identity = server.identity(account, question);
    Refusal refusal =
        site
            ? server.refusalOfSite(account, question)
            : server.judge().before(account, question, identity.print(), began);
    if (refusal != null) {
      deny(question, answer, began, refusal);
      return;
    }
    CachedEcm ecm = server.words(identity, began);
    Verdict verdict = ecm.verdict();
    if (verdict != null) {
      conclude(question, answer, began, verdict);
    } else if (mayNotWait()) {
      deny(question, answer, began, Refusal.BUSY);
    } else {
      waiting++;
      ecm.whenOpened(opened -> comeBack(question, answer, began, opened));
    }
  }

  private boolean mayNotWait() {
    return waiting >= (site ? MOST_WAITING_OF_SITE : MOST_WAITING);
  }

  /** On whatever thread opened it: goes on on the loop. */
  private void comeBack(
      CwQuestion question, Consumer<CwAnswer> answer, long began, Verdict verdict) {
    try {
      entrance
          .line()
          .loop()
          .execute(
              () -> {
                waiting--;
                if (!closed) {
                  conclude(question, answer, began, verdict);
                }
              });
    } catch (RejectedExecutionException e) {
      // The loop has ended and the client with it.
      LOG.debug("An answer came after the end of the client's loop");
    }
  }

  private void conclude(
      CwQuestion question, Consumer<CwAnswer> answer, long began, Verdict verdict) {
    if (verdict instanceof Verdict.Words words) {
      Refusal refusal =
          site ? null : server.judge().after(account, question, words, server.nanos());
      if (refusal == null) {
        answered(question, began, null);
        answer.accept(words.answer());
      } else if (refusal == Refusal.BUSY && hasPatience(began)) {
        // The profile is being exchanged: "not found" would darken the picture for many seconds.
        waiting++;
        server.later(() -> comeBack(question, answer, began, verdict));
      } else {
        deny(question, answer, began, refusal);
      }
    } else if (verdict instanceof Verdict.Closed nothing) {
      deny(question, answer, began, nothing.reason());
    }
  }

  private boolean hasPatience(long began) {
    return server.nanos() - began < PATIENCE_NANOS && !mayNotWait();
  }

  private void deny(CwQuestion question, Consumer<CwAnswer> answer, long began, Refusal reason) {
    answered(question, began, reason);
    answer.accept(new CwAnswer.Denied(reason));
  }

  private void answered(CwQuestion question, long began, @Nullable Refusal reason) {
    long now = server.nanos();
    long nanos = now - began;
    figures.answered(question, server.now(), TimeUnit.NANOSECONDS.toMicros(nanos), reason);
    server.figures().answered(nanos, reason);
    var unused = log.answered(question, reason, nanos, now);
  }

  @Override
  public void close() {
    closed = true;
    server.left(this);
  }
}
