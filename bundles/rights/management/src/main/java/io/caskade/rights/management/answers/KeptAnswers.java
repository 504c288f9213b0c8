package io.caskade.rights.management.answers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.api.rights.jobs.AnsweredRequests;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps answers in the store; forgets the old ones now and then, when a new one comes. */
@Component(service = AnsweredRequests.class)
public final class KeptAnswers implements AnsweredRequests {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration BETWEEN_CLEARINGS = Duration.ofMinutes(10);

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;
  private final AtomicLong cleared = new AtomicLong();

  /** Made by Declarative Services. */
  @Activate
  public KeptAnswers(@Reference Presence presence, @Reference ChangeIds ids) {
    this(presence, ids, InstantSource.system());
  }

  public KeptAnswers(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<AnsweredRequest> find(String id) {
    Instant oldest = clock.instant().minus(KEPT);
    return presence
        .store()
        .record(AnsweredRequest.class, StoredRecord.HEAD_END, id)
        .filter(answer -> answer.createdAt().isAfter(oldest));
  }

  @Override
  public void keep(Caller caller, AnsweredRequest answer) {
    clearOld();
    Instant now = clock.instant();
    var change =
        new RecordChange(ids.next(), now, caller.actor(), "ADD", null, answer, Map.of(), false);
    try {
      presence.store().apply(List.of(change));
    } catch (CaskadeException e) {
      if (e.code() != ErrorCode.RECORD_EXISTS) {
        throw e;
      }
    }
  }

  private void clearOld() {
    Instant now = clock.instant();
    long last = cleared.get();
    if (now.toEpochMilli() - last > BETWEEN_CLEARINGS.toMillis()
        && cleared.compareAndSet(last, now.toEpochMilli())) {
      presence.store().removeOlder(RecordKind.ANSWERED_REQUEST, now.minus(KEPT));
    }
  }
}
