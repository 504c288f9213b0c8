package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.StoredRecord;
import java.lang.reflect.RecordComponent;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and writes stored records: what is there, which version, and what the journal keeps. */
@Component(service = Records.class)
public final class Records {
  private static final int MAX_PAGE = 1_000;

  /** What a change of these says is nothing that somebody changed. */
  private static final Set<String> OWN = Set.of("network", "id", "version", "createdAt");

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  /** Made by Declarative Services. */
  @Activate
  public Records(@Reference Presence presence, @Reference ChangeIds ids) {
    this(presence, ids, InstantSource.system());
  }

  public Records(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws CaskadeException RECORD_UNKNOWN, NETWORK_UNKNOWN
   */
  public <T extends StoredRecord> T show(Class<T> kind, NetworkId network, String id) {
    return presence
        .store()
        .record(kind, network, id)
        .orElseThrow(
            () -> {
              requireNetwork(network);
              return new CaskadeException(ErrorCode.RECORD_UNKNOWN, network, name(kind), id);
            });
  }

  /**
   * Passes for networks that exist and for the head-end as a whole.
   *
   * @throws CaskadeException NETWORK_UNKNOWN
   */
  public void requireNetwork(NetworkId network) {
    if (!network.equals(StoredRecord.HEAD_END)) {
      presence.network(network);
    }
  }

  /**
   * A page of records.
   *
   * @param columns those that the filter may name
   * @throws CaskadeException FIELD_INVALID, NETWORK_UNKNOWN
   */
  public <T extends StoredRecord> List<T> page(
      Class<T> kind, NetworkId network, RecordFilter filter, Set<String> columns) {
    FieldRules.require(
        filter.limit() >= 1 && filter.limit() <= MAX_PAGE, "limit", "must be 1 to " + MAX_PAGE);
    for (String column : filter.equal().keySet()) {
      FieldRules.require(columns.contains(column), column, "is no column of " + name(kind));
    }
    List<T> page = presence.store().records(kind, network, filter);
    if (page.isEmpty()) {
      requireNetwork(network);
    }
    return page;
  }

  /**
   * What a request that names itself left behind when it was made before; empty when it is new.
   *
   * @throws CaskadeException RECORD_UNKNOWN when it is gone since
   */
  public <T extends StoredRecord> Optional<T> answered(
      Caller caller, Class<T> kind, NetworkId network, String id) {
    return presence.done(caller) ? Optional.of(show(kind, network, id)) : Optional.empty();
  }

  /** True when the request of this name was made before. */
  public boolean done(Caller caller) {
    return presence.done(caller);
  }

  /**
   * @throws CaskadeException VERSION_CONFLICT
   */
  public static void requireVersion(StoredRecord present, long version) {
    if (present.version() != version) {
      throw new CaskadeException(
          ErrorCode.VERSION_CONFLICT,
          present.network(),
          present.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + present.id());
    }
  }

  /** Adds a record; the journal keeps that it was. */
  public <T extends StoredRecord> T add(Caller caller, T record) {
    write(caller, "ADD", null, record, Map.of());
    return record;
  }

  /** Changes a record; the journal keeps which fields, not what they say. */
  public <T extends Record & StoredRecord> T change(Caller caller, T before, T after) {
    write(caller, "CHANGE", before, after, Map.of("fields", changed(before, after)));
    return after;
  }

  /** Removes a record in the state that was seen. */
  public void remove(Caller caller, StoredRecord present) {
    write(caller, "REMOVE", present, null, Map.of());
  }

  /** Writes a change of a name of its own. */
  public void write(
      Caller caller,
      String operation,
      @Nullable StoredRecord before,
      @Nullable StoredRecord after,
      Map<String, String> detail) {
    presence
        .store()
        .apply(
            List.of(
                new RecordChange(
                    ids.of(caller),
                    clock.instant(),
                    caller.actor(),
                    operation,
                    before,
                    after,
                    detail,
                    true)));
  }

  /** A kind as sentences name it: {@code set top box}. */
  public static String name(Class<?> kind) {
    return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String changed(Record before, Record after) {
    return Arrays.stream(before.getClass().getRecordComponents())
        .filter(part -> !OWN.contains(part.getName()))
        .filter(part -> !Objects.equals(value(before, part), value(after, part)))
        .map(RecordComponent::getName)
        .collect(Collectors.joining(","));
  }

  private static Object value(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of api.rights hides " + part.getName(), e);
    }
  }
}
