package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.cards.CardRules;
import io.caskade.rights.management.cards.Holders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a job, which is one transaction: the job's own row is written with the cards, so what
 * is done and what is said to be done are the same, whenever the power goes. The version of that
 * row is the lock against a second runner and against cancelling.
 */
final class JobStep {
  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  JobStep(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  /** Freezes the rows of a job that waits; one that goes on keeps those it has. */
  Job begin(Job job, JobPayload payload) {
    Store store = presence.store();
    Instant now = now();
    Job begun;
    if (payload.rows().isPresent()) {
      begun = Progress.frozen(job, payload.rows().get().size(), job.payload(), now);
    } else {
      Rows rows = new Selecting(store).rows(payload.work());
      var frozen = new JobPayload(payload.work(), Optional.of(rows));
      begun = Progress.frozen(job, rows.size(), frozen.encode(), now);
    }
    store.apply(List.of(progress(job, begun)));
    return begun;
  }

  /** Does the next rows. */
  Job chunk(Job job, BulkWork work, Rows rows, int size) {
    Store store = presence.store();
    Instant now = now();
    RowRule rule = rules(work).rule(work);
    int to = Math.min(rows.size(), job.done() + size);
    List<Outcome> outcomes = Chunk.outcomes(store, job.network(), rows, job.done(), to, rule, now);
    var changes = new ArrayList<StateChange>();
    var refusals = new ArrayList<String>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Changed changed) {
        changed.steps().forEach(step -> changes.add(change(job, step, now)));
      } else if (outcome instanceof Outcome.Refused refused) {
        refusals.add(refused.serial() + ": " + refused.reason().code().problemType());
      }
    }
    Job after = Progress.advanced(job, outcomes.size(), refusals, now);
    changes.add(progress(job, after));
    store.apply(changes);
    return after;
  }

  /** Gives up for a reason that does not pass by itself. */
  Job fail(Job job, String reason) {
    Job after = Progress.failed(job, reason, now());
    presence.store().apply(List.of(progress(job, after)));
    return after;
  }

  /** As precise as the store keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private WorkRules rules(BulkWork work) {
    OperatorNetwork network = presence.network(work.network());
    return new WorkRules(network, new Holders(presence), serial -> newKey(work, serial));
  }

  private WrappedKey newKey(BulkWork work, CardSerial serial) {
    KeyVault vault = presence.vault();
    CardKey key = vault.newCardKey(CardRules.KEY_LENGTH);
    try {
      return vault.wrap(work.network(), serial, key);
    } finally {
      key.destroy();
    }
  }

  private CardChange change(Job job, Outcome.Step step, Instant now) {
    return new CardChange(
        ids.next(),
        now,
        job.startedBy(),
        step.operation(),
        Urgency.BULK,
        step.before(),
        step.after());
  }

  /** Only the end is an act worth a row of the journal; the cards have theirs. */
  private RecordChange progress(Job before, Job after) {
    Map<String, String> detail =
        Map.of(
            "work", after.work(),
            "total", Integer.toString(after.total()),
            "done", Integer.toString(after.done()),
            "failed", Integer.toString(after.failed()));
    return new RecordChange(
        ids.next(),
        after.changedAt(),
        after.startedBy(),
        operation(after.state()),
        before,
        after,
        detail,
        Progress.over(after));
  }

  private static String operation(JobState state) {
    return switch (state) {
      case DONE -> "FINISH";
      case FAILED -> "FAIL";
      case WAITING, RUNNING, CANCELLED -> "PROGRESS";
    };
  }
}
