package io.caskade.api.receivers;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.OpenedEcm;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A control-word server that says what a test told it to: for the tests of the protocols. */
public final class PlayedReceiverService implements ReceiverService {
  private final Map<String, ReceiverPassword> passwords = new ConcurrentHashMap<>();
  private final Map<Octets, CwAnswer> answers = new ConcurrentHashMap<>();
  private final Set<InetAddress> banned = ConcurrentHashMap.newKeySet();
  private final Map<String, Refusal> turned = new ConcurrentHashMap<>();
  private final Set<String> sites = ConcurrentHashMap.newKeySet();
  private final AtomicLong generation = new AtomicLong();
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final List<Entrance> entrances = new CopyOnWriteArrayList<>();
  private final List<CwQuestion> questions = new CopyOnWriteArrayList<>();
  private final List<Held> held = new CopyOnWriteArrayList<>();
  private final AtomicLong open = new AtomicLong();
  private volatile List<OfferedCard> cards = List.of();
  private volatile boolean holding;

  /** A log-in that failed. */
  public record Failure(String protocol, InetAddress address, String name, LogInFailure why) {}

  private record Held(ReceiverLine line, Consumer<CwAnswer> answer, CwAnswer due) {}

  /** Adds an account, or gives it another password. */
  public void account(String name, String password) {
    passwords.put(name, ReceiverPassword.of(password));
    generation.incrementAndGet();
  }

  /** Every client may ask for these. */
  public void offer(OfferedCard... offered) {
    cards = List.of(offered);
    entrances.forEach(entrance -> entrance.line().cardsChanged());
  }

  /**
   * This ECM opens with these words; any other is {@link Refusal#ECM_FOREIGN}.
   *
   * @param words even half, then odd half: 16 bytes, or 32 for DVB-CISSA
   */
  public void opens(Octets section, Octets words) {
    opens(section, words, Instant.EPOCH, AccessCriteria.NONE);
  }

  /** The same, with what else is in the ECM. */
  public void opens(Octets section, Octets words, Instant issuedAt, AccessCriteria criteria) {
    int half = words.length() / 2;
    OpenedEcm ecm =
        new OpenedEcm(issuedAt, word(words, half, half), word(words, 0, half), criteria);
    answers.put(section, new CwAnswer.Found(ecm));
  }

  /** This account is another site of the operator's. */
  public void site(String name) {
    sites.add(name);
  }

  public void denies(Octets section, Refusal reason) {
    answers.put(section, new CwAnswer.Denied(reason));
  }

  public void ban(InetAddress address) {
    banned.add(address);
  }

  /** An account that is sent away although its password is right. */
  public void turnAway(String name, Refusal reason) {
    turned.put(name, reason);
  }

  /** From now on answers wait for {@link #release()}. */
  public void hold() {
    holding = true;
  }

  /** Gives the answers that were held, on the loops of their lines. */
  public void release() {
    holding = false;
    List<Held> due = new ArrayList<>(held);
    held.clear();
    due.forEach(each -> each.line().loop().execute(() -> each.answer().accept(each.due())));
  }

  /** Ends whoever is logged in under this name. */
  public void end(String name, Refusal reason) {
    entrances.stream()
        .filter(entrance -> entrance.name().equals(name))
        .forEach(entrance -> entrance.line().end(reason));
  }

  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  public List<Entrance> entrances() {
    return List.copyOf(entrances);
  }

  public List<CwQuestion> questions() {
    return List.copyOf(questions);
  }

  /** Sessions that were not closed. */
  public long open() {
    return open.get();
  }

  @Override
  public boolean admits(InetAddress address) {
    return !banned.contains(address);
  }

  @Override
  public long generation() {
    return generation.get();
  }

  @Override
  public Collection<String> names() {
    return Set.copyOf(passwords.keySet());
  }

  @Override
  public Optional<ReceiverPassword> password(String name) {
    return Optional.ofNullable(passwords.get(name))
        .map(password -> new ReceiverPassword(password.bytes()));
  }

  @Override
  public Entry enter(Entrance entrance) {
    Refusal refusal = turned.get(entrance.name());
    if (refusal != null) {
      return new Entry.Turned(refusal);
    }
    entrances.add(entrance);
    open.incrementAndGet();
    return new Entry.Admitted(new Session(entrance));
  }

  @Override
  public void failed(String protocol, InetAddress address, String name, LogInFailure failure) {
    failures.add(new Failure(protocol, address, name, failure));
  }

  private static ControlWord word(Octets words, int from, int length) {
    byte[] half = new byte[length];
    System.arraycopy(words.toByteArray(), from, half, 0, half.length);
    return new ControlWord(half);
  }

  private final class Session implements ReceiverSession {
    private final Entrance entrance;
    private boolean closed;

    private Session(Entrance entrance) {
      this.entrance = entrance;
    }

    @Override
    public List<OfferedCard> cards() {
      return cards;
    }

    @Override
    public boolean site() {
      return sites.contains(entrance.name());
    }

    @Override
    public void ask(CwQuestion question, Consumer<CwAnswer> answer) {
      questions.add(question);
      CwAnswer due =
          answers.getOrDefault(question.ecm().section(), new CwAnswer.Denied(Refusal.ECM_FOREIGN));
      if (holding) {
        held.add(new Held(entrance.line(), answer, due));
      } else {
        answer.accept(due);
      }
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
        entrances.remove(entrance);
      }
    }
  }
}
