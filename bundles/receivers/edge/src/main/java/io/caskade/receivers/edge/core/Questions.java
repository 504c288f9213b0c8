package io.caskade.receivers.edge.core;

import io.caskade.api.receivers.CoreAnswer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which core is asked what. The first that is well is asked first; when its share of the time-out
 * is over the next is asked too, when its connection ends or it refuses, at once. Whoever answers
 * first counts. A question that nobody can be asked waits for a core until its time is over. On the
 * edge's loop.
 */
final class Questions implements Core.Watcher {
  /** At a time; the control-word server asks for each ECM once. */
  static final int MOST = 10_000;

  private static final long LEAST_STEP_MILLIS = 100;
  private static final CoreAnswer AWAY = new CoreAnswer.Away();
  private static final CoreAnswer SLOW = new CoreAnswer.Slow();

  private final Surroundings around;
  private final EdgeFigures figures;
  private final Set<Question> open = new LinkedHashSet<>();

  /** Of the open ones, those that no core is asked at the moment. */
  private final Set<Question> parked = new LinkedHashSet<>();

  private List<Core> cores = List.of();
  private Duration timeout = Duration.ZERO;

  Questions(Surroundings around, EdgeFigures figures) {
    this.around = around;
    this.figures = figures;
  }

  /** These cores from now on, the preferred one first. */
  void use(List<Core> present, Duration within) {
    cores = present;
    timeout = within;
  }

  void ask(Question question) {
    if (open.size() >= MOST) {
      figures.answered(SLOW);
      question.finish(SLOW);
      return;
    }
    open.add(question);
    question.deadline(
        around.loop().schedule(() -> late(question), timeout.toMillis(), TimeUnit.MILLISECONDS));
    advance(question);
  }

  /** Asks the next core, if there is one; true when it did. */
  private boolean advance(Question question) {
    Core next = choose(question);
    if (next == null) {
      settle(question);
      return false;
    }
    parked.remove(question);
    next.ask(question);
    long others = cores.stream().filter(core -> core.canBeAsked(question.caSystemId())).count();
    long step = Math.max(LEAST_STEP_MILLIS, timeout.toMillis() / Math.max(1, others));
    if (step < timeout.toMillis()) {
      question.step(
          around.loop().schedule(() -> step(question, next), step, TimeUnit.MILLISECONDS));
    }
    return true;
  }

  private @Nullable Core choose(Question question) {
    Core slow = null;
    for (Core core : cores) {
      if (!question.wasAskedOf(core) && core.canBeAsked(question.caSystemId())) {
        if (core.isWell()) {
          return core;
        }
        slow = slow == null ? core : slow;
      }
    }
    return slow;
  }

  /** Nobody can be asked now. */
  private void settle(Question question) {
    if (question.isWaiting()) {
      return;
    }
    if (question.isRefused()) {
      finish(question, AWAY);
    } else {
      parked.add(question);
    }
  }

  private void step(Question question, Core silent) {
    if (!question.isDone()) {
      question.attempts().stream().filter(one -> one.core() == silent).forEach(Attempt::miss);
      advance(question);
    }
  }

  private void late(Question question) {
    question.attempts().forEach(Attempt::miss);
    boolean anybody = cores.stream().anyMatch(Core::isAsked);
    finish(question, anybody ? SLOW : AWAY);
  }

  private void finish(Question question, CoreAnswer answer) {
    if (open.remove(question)) {
      parked.remove(question);
      figures.answered(answer);
      question.finish(answer);
    }
  }

  /** Answers all that are open: nobody is asked any more. */
  void end() {
    List.copyOf(open).forEach(question -> finish(question, AWAY));
  }

  // What cores tell.

  @Override
  public void canBeAsked(Core core) {
    Iterator<Question> waiting = List.copyOf(parked).iterator();
    while (waiting.hasNext() && advance(waiting.next())) {
      // The next one, as long as there is room.
    }
  }

  @Override
  public void answered(Attempt attempt, CoreAnswer answer) {
    if (!attempt.question().isDone()) {
      figures.took(around.nanos().getAsLong() - attempt.sinceNanos());
    }
    finish(attempt.question(), answer);
  }

  @Override
  public void refused(Attempt attempt) {
    if (!attempt.question().isDone()) {
      attempt.question().refused();
      advance(attempt.question());
    }
  }

  @Override
  public void lost(List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      Question question = attempt.question();
      question.attempts().remove(attempt);
      if (!question.isDone()) {
        advance(question);
      }
    }
  }
}
