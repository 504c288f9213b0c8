package io.caskade.receivers.edge.core;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CoreAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ECM that is asked for, until it is answered. On the edge's loop. */
final class Question {
  private static final Logger LOG = LoggerFactory.getLogger(Question.class);

  private final int caSystemId;
  private final EcmDatagram ecm;
  private final Consumer<CoreAnswer> taker;
  private final List<Attempt> attempts = new ArrayList<>(2);
  private @Nullable Future<?> deadline;
  private @Nullable Future<?> step;
  private boolean done;
  private boolean refused;

  Question(int caSystemId, EcmDatagram ecm, Consumer<CoreAnswer> taker) {
    this.caSystemId = caSystemId;
    this.ecm = ecm;
    this.taker = taker;
  }

  int caSystemId() {
    return caSystemId;
  }

  EcmDatagram ecm() {
    return ecm;
  }

  boolean isDone() {
    return done;
  }

  /** A core said no; another may say yes. */
  void refused() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  boolean wasAskedOf(Core core) {
    return attempts.stream().anyMatch(attempt -> attempt.core() == core);
  }

  /** Whether some core still owes an answer. */
  boolean isWaiting() {
    return attempts.stream().anyMatch(attempt -> !attempt.isOver());
  }

  void deadline(Future<?> timer) {
    deadline = timer;
  }

  /** Another timer for the moment when the next core is asked too. */
  void step(Future<?> timer) {
    if (step != null) {
      step.cancel(false);
    }
    step = timer;
  }

  /** The first answer counts. */
  void finish(CoreAnswer answer) {
    if (done) {
      return;
    }
    done = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (step != null) {
      step.cancel(false);
    }
    try {
      taker.accept(answer);
    } catch (RuntimeException e) {
      LOG.error("An answer of a core could not be dealt with", e);
    }
  }
}
