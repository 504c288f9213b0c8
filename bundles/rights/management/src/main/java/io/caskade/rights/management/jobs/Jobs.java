package io.caskade.rights.management.jobs;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Records;
import io.caskade.rights.management.cards.CardGate;
import io.caskade.rights.management.cards.Holders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Takes work, tells of it, and stops it; the {@link JobRunner} does it. */
@Component(service = JobManagement.class)
public final class Jobs implements JobManagement {
  /** Jobs of a network that may wait at once. */
  static final int QUEUE = 100;

  private static final int TRIES = 50;
  private static final int PAGE = 20;
  private static final int MAX_LIST = 1_000;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable JobRunner runner;

  private final Presence presence;
  private final Gate gate;
  private final Records records;
  private final ChangeIds ids;
  private final InstantSource clock;
  private final WorkGate workGate;
  private final WorkChecks checks;

  /** Made by Declarative Services. */
  @Activate
  public Jobs(
      @Reference Presence presence,
      @Reference Gate gate,
      @Reference Records records,
      @Reference ChangeIds ids) {
    this(presence, gate, records, ids, InstantSource.system());
  }

  public Jobs(Presence presence, Gate gate, Records records, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.gate = gate;
    this.records = records;
    this.ids = ids;
    this.clock = clock;
    workGate = new WorkGate(gate, new CardGate(gate, presence));
    checks = new WorkChecks(new Holders(presence));
  }

  @Override
  public Job start(Caller caller, BulkWork work) {
    checks.require(workGate.require(caller, work), work);
    String id = ids.of(caller).toString();
    if (records.done(caller)) {
      return show(caller, work.network(), id);
    }
    requireRoom(work.network());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int total = (int) Math.min(Rows.MAX, new Selecting(presence.store()).estimate(work));
    var payload = new JobPayload(work, Optional.empty());
    Job job =
        new Job(
            work.network(),
            id,
            1,
            work.name(),
            JobState.WAITING,
            total,
            0,
            0,
            List.of(),
            payload.encode(),
            caller.actor(),
            now,
            now);
    records.write(
        caller, "START", null, job, Map.of("work", work.name(), "total", Integer.toString(total)));
    poke();
    return Progress.shown(job);
  }

  @Override
  public Preview preview(Caller caller, BulkWork work) {
    OperatorNetwork network = workGate.require(caller, work);
    gate.require(caller, Permission.CARDS_READ, work.network());
    checks.require(network, work);
    var rules =
        new WorkRules(network, new Holders(presence), serial -> new WrappedKey(Octets.empty()));
    return new Rehearsal(presence.store(), rules.rule(work), clock.instant()).preview(work);
  }

  @Override
  public Job show(Caller caller, NetworkId network, String id) {
    gate.require(caller, Permission.BULK, network);
    return Progress.shown(records.show(Job.class, network, id));
  }

  /** Page by page, keeping only what is asked for: the payload of a job may be large. */
  @Override
  public List<Job> list(Caller caller, NetworkId network, int limit) {
    gate.require(caller, Permission.BULK, network);
    FieldRules.require(limit >= 1 && limit <= MAX_LIST, "limit", "must be 1 to " + MAX_LIST);
    Comparator<Job> age = Comparator.comparing(Job::createdAt).thenComparing(Job::id);
    var latest = new PriorityQueue<Job>(age);
    List<Job> page = page(network, Optional.empty());
    while (!page.isEmpty()) {
      for (Job job : page) {
        latest.add(Progress.shown(job));
        if (latest.size() > limit) {
          latest.remove();
        }
      }
      page = page(network, Optional.of(page.get(page.size() - 1).id()));
    }
    return latest.stream().sorted(age.reversed()).toList();
  }

  @Override
  public Job cancel(Caller caller, NetworkId network, String id) {
    return turn(caller, network, id, "CANCEL", JobState.CANCELLED, JobRounds.OPEN);
  }

  @Override
  public Job resume(Caller caller, NetworkId network, String id) {
    Set<JobState> stopped = Set.of(JobState.FAILED, JobState.CANCELLED);
    Job resumed = turn(caller, network, id, "RESUME", JobState.WAITING, stopped);
    poke();
    return resumed;
  }

  private Job turn(
      Caller caller,
      NetworkId network,
      String id,
      String operation,
      JobState to,
      Set<JobState> from) {
    gate.require(caller, Permission.BULK, network);
    for (int tries = 1; ; tries++) {
      Job before = records.show(Job.class, network, id);
      workGate.require(caller, JobPayload.of(before).work());
      if (records.done(caller)) {
        return Progress.shown(before);
      }
      if (!from.contains(before.state())) {
        throw new CaskadeException(ErrorCode.JOB_STATE, id, before.state());
      }
      try {
        Job after = Progress.turned(before, to, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        records.write(
            caller, operation, before, after, Map.of("done", Integer.toString(before.done())));
        return Progress.shown(after);
      } catch (CaskadeException e) {
        // The chunk that ran was faster; the next one will see this.
        if (e.code() != ErrorCode.VERSION_CONFLICT || tries >= TRIES) {
          throw e;
        }
      }
    }
  }

  private void requireRoom(NetworkId network) {
    RecordFilter waiting =
        new RecordFilter(
            Optional.empty(), Map.of("state", JobState.WAITING.name()), Optional.empty(), QUEUE);
    if (presence.store().records(Job.class, network, waiting).size() >= QUEUE) {
      throw new CaskadeException(ErrorCode.OVERLOADED, QUEUE + " jobs wait in " + network);
    }
  }

  private List<Job> page(NetworkId network, Optional<String> after) {
    return records.page(Job.class, network, RecordFilter.page(after, PAGE), Set.of());
  }

  private void poke() {
    JobRunner present = runner;
    if (present != null) {
      present.poke();
    }
  }
}
