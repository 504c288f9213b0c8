package io.caskade.store.jpa;

import io.caskade.api.ops.LeaseSeat;
import io.caskade.api.ops.StreamLeases;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.store.jpa.journal.DatabaseArchive;
import io.caskade.store.jpa.journal.Retention;
import io.caskade.store.jpa.rights.CardFeed;
import io.caskade.store.jpa.work.Reading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The journal's archive in OSGi, beside the store and as independent of what is away. Looks hourly
 * whether old rows are to be forgotten.
 */
@Component(
    service = JournalArchive.class,
    configurationPid = "io.caskade.journal",
    immediate = true)
@Designate(ocd = ArchiveSettings.class)
public final class ArchiveComponent extends DatabaseArchive {
  private static final String THREAD = "caskade-journal-retention";

  private final ScheduledExecutorService hourly;
  private final ScheduledFuture<?> schedule;
  private volatile Duration kept;

  /** Of several nodes one trims. */
  private final LeaseSeat seat = new LeaseSeat("retention", () -> {});

  /** Made by Declarative Services. */
  @Activate
  public ArchiveComponent(@Reference Backing backing, ArchiveSettings settings) {
    super(
        new Reading(() -> backing.source, backing::whyAbsent), () -> backing.vault, CardFeed::page);
    this.kept = Duration.ofDays(settings.daysKept());
    this.hourly =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, THREAD);
              thread.setDaemon(true);
              return thread;
            });
    var retention = new Retention(this, InstantSource.system(), () -> kept);
    this.schedule =
        hourly.scheduleWithFixedDelay(
            () -> runWhenDue(retention), 1, TimeUnit.HOURS.toMinutes(1), TimeUnit.MINUTES);
  }

  private void runWhenDue(Retention retention) {
    if (seat.owns()) {
      retention.runWhenDue();
    }
  }

  @Modified
  void modified(ArchiveSettings settings) {
    kept = Duration.ofDays(settings.daysKept());
  }

  @Deactivate
  void deactivate() {
    // Without an interrupt: one that meets H2 in a read closes its file under everybody.
    schedule.cancel(false);
    hourly.shutdown();
    seat.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindLeases(StreamLeases leases) {
    seat.bind(leases);
  }

  void unbindLeases(StreamLeases leases) {
    seat.unbind(leases);
  }
}
