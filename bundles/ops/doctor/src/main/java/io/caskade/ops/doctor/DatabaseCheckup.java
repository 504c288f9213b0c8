package io.caskade.ops.doctor;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import io.caskade.api.ops.Reason;
import io.caskade.api.rights.Store;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Does the database answer, and quickly enough? */
@Component
public final class DatabaseCheckup implements Checkup {
  private static final int QUESTIONS = 5;
  private static final long SLOW_MILLIS = 100;
  private static final long NANOS = 1_000_000;

  private final @Nullable Store store;
  private final LongSupplier nanos;

  /** Made by Declarative Services. */
  @Activate
  public DatabaseCheckup(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Store store) {
    this(store, System::nanoTime);
  }

  DatabaseCheckup(@Nullable Store store, LongSupplier nanos) {
    this.store = store;
    this.nanos = nanos;
  }

  @Override
  public String subject() {
    return "database";
  }

  @Override
  public List<Finding> findings() {
    if (store == null) {
      return List.of(Finding.of(FindingCode.PART_AWAY, "Store"));
    }
    try {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < QUESTIONS; i++) {
        long began = nanos.getAsLong();
        store.networks();
        best = Math.min(best, (nanos.getAsLong() - began) / NANOS);
      }
      return List.of(
          Finding.of(
              best > SLOW_MILLIS ? FindingCode.DATABASE_SLOW : FindingCode.DATABASE_RIGHT, best));
    } catch (CaskadeException e) {
      return List.of(Finding.of(FindingCode.DATABASE_AWAY, Reason.of(e)));
    }
  }
}
