package io.caskade.lib.receiverlistener;

import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Entry;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.ReceiverLine;
import io.caskade.api.receivers.ReceiverService;
import io.caskade.api.receivers.ReceiverSession;
import io.caskade.api.receivers.Refusal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: a stranger until {@link #enter} admits it, then a client with a session.
 * Its protocol uses it on its loop; what {@link ReceiverLine} has, and {@link #peer()}, any thread.
 *
 * <p>Longer than others, so that each way in which a connection can end stands in one place: they
 * must all close the session once.
 */
public final class Connection implements ReceiverLine {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** Open questions of one client; receivers have one or two for each tuner. */
  private static final int MOST_OPEN = 64;

  /** Another site asks for all of its own receivers; CCcam numbers no more questions. */
  private static final int MOST_OPEN_OF_SITE = 255;

  private final Desk desk;
  private final Wire wire;
  private final ReceiverService service;
  private final String protocol;
  private final InetSocketAddress address;
  private final Instant since;
  private final Conversation conversation;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong emms = new AtomicLong();
  private final AtomicLong found = new AtomicLong();
  private final boolean forgeable;
  private volatile String name = "";
  private volatile String client = "";
  private @Nullable ReceiverSession session;
  private @Nullable Future<?> deadline;
  private long lastRead;
  private int open;
  private boolean reading;
  private boolean deaf;
  private boolean aside;
  private boolean over;

  /**
   * @param forgeable the sender's address may be another's, as over UDP: failures do not count
   *     towards its ban
   */
  Connection(
      Desk desk, Wire wire, ReceiverService service, InetSocketAddress address, boolean forgeable) {
    this.desk = desk;
    this.wire = wire;
    this.service = service;
    this.address = address;
    this.forgeable = forgeable;
    this.since = desk.clock().instant();
    Protocol spoken = desk.protocol();
    this.protocol = spoken.name();
    this.conversation = spoken.open(this);
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Of the listener, as configured. */
  public int port() {
    return desk.settings().port();
  }

  /** The control-word server that this connection belongs to. */
  public ReceiverService service() {
    return service;
  }

  /** Sends; what is sent while {@link Conversation#received} runs leaves in one write. */
  public void send(byte[] bytes, int offset, int length) {
    if (over) {
      return;
    }
    desk.counters().add(Counter.BYTES_OUT, length);
    wire.write(bytes, offset, length);
    if (!reading) {
      wire.flush();
    }
  }

  /**
   * The proof of a log-in was right: asks the server for a session.
   *
   * @param account its log-in name
   * @param says what the client says it is, empty when it says nothing
   * @return why not, empty when it is a client now
   */
  public Optional<Refusal> enter(String account, String says) {
    String shown = Printable.of(says);
    if (!desk.promote(this)) {
      return turned(account, Refusal.BUSY);
    }
    Optional<Refusal> refusal = Optional.empty();
    try {
      Entry entry = service.enter(new Entrance(protocol, account, address, shown, this));
      if (entry instanceof Entry.Turned turned) {
        refusal = turned(account, turned.reason());
      } else {
        session = ((Entry.Admitted) entry).session();
      }
    } finally {
      // Also when the server fails: the place is free again.
      if (session == null) {
        desk.demote();
      }
    }
    if (refusal.isEmpty()) {
      name = account;
      client = shown;
      desk.counters().count(Counter.LOG_INS);
      watchIdle();
    }
    return refusal;
  }

  private Optional<Refusal> turned(String account, Refusal reason) {
    desk.counters().count(Counter.LOG_INS_TURNED_AWAY);
    if (desk.logBudget().allows()) {
      LOG.info(
          "{} {}: {} from {} is sent away: {}",
          protocol,
          desk.settings().name(),
          Printable.of(account),
          shownAddress(),
          reason.word());
    }
    return Optional.of(reason);
  }

  /** True since {@link #enter} admitted it. */
  public boolean isClient() {
    return session != null;
  }

  /** Whether it is another site of the operator's, as {@link ReceiverSession#site()}. */
  public boolean isSite() {
    ReceiverSession admitted = session;
    return admitted != null && admitted.site();
  }

  /** What the client may ask for; empty before it is one. */
  public List<OfferedCard> cards() {
    ReceiverSession admitted = session;
    return admitted == null || over ? List.of() : admitted.cards();
  }

  /**
   * Asks for control words.
   *
   * @param answer called once on the loop unless the connection ends before
   * @throws IllegalStateException before {@link #enter} admitted the client
   */
  public void ask(CwQuestion question, Consumer<CwAnswer> answer) {
    ReceiverSession admitted = session;
    if (admitted == null) {
      throw new IllegalStateException("asked before it logged in");
    }
    desk.counters().count(Counter.QUESTIONS);
    asked.lazySet(asked.get() + 1);
    if (open >= (admitted.site() ? MOST_OPEN_OF_SITE : MOST_OPEN)) {
      desk.counters().count(Counter.QUESTIONS_OVER_LIMIT);
      answer.accept(new CwAnswer.Denied(Refusal.BUSY));
      return;
    }
    open++;
    admitted.ask(question, given -> answered(given, answer));
  }

  private void answered(CwAnswer given, Consumer<CwAnswer> answer) {
    open--;
    if (over) {
      return;
    }
    if (given instanceof CwAnswer.Found) {
      found.lazySet(found.get() + 1);
      desk.counters().count(Counter.ANSWERS_FOUND);
    } else {
      desk.counters().count(Counter.ANSWERS_DENIED);
    }
    answer.accept(given);
  }

  /** Counts something that only the protocol sees. */
  public void count(Counter what) {
    desk.counters().count(what);
    if (what == Counter.EMMS_DROPPED) {
      emms.lazySet(emms.get() + 1);
    }
  }

  /**
   * A log-in failed, or what came is none of the protocol's: told to the server, for its bans, and
   * to the log. The protocol closes.
   *
   * @param account what was given as its name; empty when it cannot be read
   */
  public void failed(String account, LogInFailure why) {
    desk.counters()
        .count(why == LogInFailure.PROTOCOL ? Counter.PROTOCOL_ERRORS : Counter.LOG_INS_FAILED);
    if (!forgeable) {
      service.failed(protocol, address.getAddress(), account, why);
    }
    if (desk.logBudget().allows()) {
      LOG.info(
          "{} {}: log-in of {} from {} failed: {}",
          protocol,
          desk.settings().name(),
          account.isEmpty() ? "somebody" : Printable.of(account),
          shownAddress(),
          sentence(why));
    }
  }

  private static String sentence(LogInFailure why) {
    return switch (why) {
      case UNKNOWN_NAME -> "there is no such account";
      case WRONG_PASSWORD -> "wrong password";
      case PROTOCOL -> "what it sends is not this protocol, or its key is another";
      case SILENCE -> "it did not log in in time";
    };
  }

  /** Closes after what was sent has left. */
  public void close() {
    if (!over) {
      release();
      wire.close();
    }
  }

  /** Hears no more, and closes after a while: guessing takes time. */
  public void closeAfter(Duration pause) {
    if (!over) {
      deaf = true;
      wire.pause();
      wire.flush();
      schedule(this::close, pause);
    }
  }

  /** Runs on the loop after a while, unless the connection is over by then. */
  public void later(Runnable task, Duration in) {
    Future<?> unused =
        wire.loop()
            .schedule(
                () -> {
                  if (!over) {
                    task.run();
                  }
                },
                in.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  /**
   * Does work that would hold up the loop beside it, and goes on here behind it, unless the
   * connection is over by then. Until then nothing is received.
   */
  public void aside(Runnable work, Runnable then) {
    aside = true;
    desk.aside()
        .execute(
            () -> {
              try {
                work.run();
                onLoop(() -> comeBack(then));
              } catch (RuntimeException e) {
                LOG.error("{} {} cannot go on with {}", protocol, port(), shownAddress(), e);
                drop();
              }
            });
  }

  private void comeBack(Runnable then) {
    aside = false;
    then.run();
    wire.flush();
    wire.again();
  }

  @Override
  public Executor loop() {
    return wire.loop();
  }

  @Override
  public void end(Refusal reason) {
    onLoop(
        () -> {
          if (desk.logBudget().allows()) {
            LOG.info(
                "{} {}: {} at {} is closed: {}",
                protocol,
                desk.settings().name(),
                name.isEmpty() ? "somebody" : Printable.of(name),
                shownAddress(),
                reason.word());
          }
          conversation.ending(reason);
          close();
        });
  }

  @Override
  public void cardsChanged() {
    onLoop(
        () -> {
          if (session != null) {
            conversation.cardsChanged();
          }
        });
  }

  /** Closes without a word. Any thread. */
  void drop() {
    onLoop(this::close);
  }

  private void onLoop(Runnable task) {
    try {
      wire.loop()
          .execute(
              () -> {
                if (!over) {
                  task.run();
                }
              });
    } catch (RejectedExecutionException e) {
      // The loop has ended and closed its connections: nobody is left to be told.
      LOG.debug("{} {}: {} is gone already", protocol, desk.settings().name(), shownAddress());
    }
  }

  /** On the loop: the connection is there. */
  void opened() {
    desk.counters().count(Counter.CONNECTIONS);
    desk.add(this);
    lastRead = desk.nanos();
    schedule(this::silent, desk.settings().limits().logIn());
    conversation.opened();
  }

  /** On the loop: bytes came; returns how many were used, -1 when the connection is over. */
  int received(byte[] bytes, int offset, int length) {
    lastRead = desk.nanos();
    desk.counters().add(Counter.BYTES_IN, length);
    reading = true;
    int used = 0;
    try {
      while (!over && !deaf && !aside && used < length) {
        int more = conversation.received(bytes, offset + used, length - used);
        if (more == 0) {
          break;
        }
        used += more;
      }
    } finally {
      reading = false;
    }
    if (over) {
      return -1;
    }
    wire.flush();
    return deaf ? length : used;
  }

  /** On the loop: more is left unused than any message needs. */
  void tooLong() {
    failed(name, LogInFailure.PROTOCOL);
    close();
  }

  /** On the loop: it did not take its answers. */
  void stuck() {
    desk.counters().count(Counter.STUCK_CLOSED);
    close();
  }

  /** On the loop: the other side closed, or the loop ends. */
  void lost() {
    if (!over) {
      release();
    }
  }

  /** True for a client that was admitted and is still there. Any thread. */
  boolean isShown() {
    return !name.isEmpty();
  }

  boolean isOver() {
    return over;
  }

  Peer peer() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("protocol", protocol);
    facts.put("account", name);
    facts.put("client", client);
    facts.put("asked", Long.toString(asked.get()));
    facts.put("found", Long.toString(found.get()));
    facts.put("emms", Long.toString(emms.get()));
    return new Peer(shownAddress(), since, facts);
  }

  private void release() {
    over = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
    ReceiverSession admitted = session;
    desk.remove(this, admitted != null);
    if (admitted != null) {
      admitted.close();
    }
    conversation.closed();
  }

  private void silent() {
    if (!over) {
      failed("", LogInFailure.SILENCE);
      close();
    }
  }

  private void watchIdle() {
    Duration idle = desk.settings().limits().idle();
    if (idle.isZero()) {
      cancelDeadline();
      return;
    }
    Duration left = idle.minusNanos(desk.nanos() - lastRead);
    if (left.isNegative() || left.isZero()) {
      desk.counters().count(Counter.IDLE_CLOSED);
      close();
    } else {
      schedule(this::watchIdle, left);
    }
  }

  private void schedule(Runnable task, Duration in) {
    cancelDeadline();
    if (!over) {
      deadline = wire.loop().schedule(task, in.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private String shownAddress() {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
