package io.caskade.rights.management.webhooks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.api.rights.webhooks.WebhookManagement;
import io.caskade.api.rights.webhooks.WebhookSecret;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Records;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Subscriptions to changes. The secret of the signatures is sealed by the vault and shown once;
 * progress is kept beside the subscription, so that nothing is left out after a restart.
 */
@Component(service = WebhookManagement.class)
public final class Webhooks implements WebhookManagement {
  private static final int SECRET_LENGTH = 32;
  private static final String PURPOSE = "webhook";
  private static final int PER_NETWORK = 100;
  private static final int TRIES = 5;
  private static final Actor HEAD_END = new Actor("head-end", "webhooks");

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ChangeFeed feed;

  private final Presence presence;
  private final Gate gate;
  private final Records records;
  private final ChangeIds ids;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Made by Declarative Services. */
  @Activate
  public Webhooks(
      @Reference Presence presence,
      @Reference Gate gate,
      @Reference Records records,
      @Reference ChangeIds ids) {
    this(presence, gate, records, ids, null, InstantSource.system(), new SecureRandom());
  }

  public Webhooks(
      Presence presence,
      Gate gate,
      Records records,
      ChangeIds ids,
      @Nullable ChangeFeed feed,
      InstantSource clock,
      RandomGenerator random) {
    this.presence = presence;
    this.gate = gate;
    this.records = records;
    this.ids = ids;
    this.feed = feed;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public List<Webhook> list(Caller caller, NetworkId network) {
    gate.require(caller, Permission.WEBHOOKS, network);
    List<Webhook> found = of(network);
    if (found.isEmpty()) {
      records.requireNetwork(network);
    }
    return found;
  }

  @Override
  public NewWebhook add(Caller caller, NetworkId network, String url, Set<String> operations) {
    gate.require(caller, Permission.WEBHOOKS, network);
    WebhookRules.require(url, operations);
    requireHeadEnd(caller, network, operations);
    records.requireNetwork(network);
    FieldRules.require(
        of(network).size() < PER_NETWORK, "network", "has " + PER_NETWORK + " webhooks already");
    presence.requireNew(caller, network, "webhook");
    WebhookSecret secret = newSecret();
    WrappedKey sealed = presence.vault().seal(PURPOSE, secret);
    String id = ids.next().toString();
    var kept = new Webhook(network, id, 1, url, sealed, operations, head(), false);
    return new NewWebhook(records.add(caller, kept), secret);
  }

  /** Its version grows with each delivery, so what the caller saw is never the present one. */
  @Override
  public Webhook change(Caller caller, Webhook webhook) {
    gate.require(caller, Permission.WEBHOOKS, webhook.network());
    WebhookRules.require(webhook.url(), webhook.operations());
    requireHeadEnd(caller, webhook.network(), webhook.operations());
    Supplier<Webhook> write =
        () -> {
          Webhook before = show(webhook.network(), webhook.id());
          return records.change(
              caller,
              before,
              new Webhook(
                  before.network(),
                  before.id(),
                  before.version() + 1,
                  webhook.url(),
                  before.secret(),
                  webhook.operations(),
                  before.delivered(),
                  webhook.paused()));
        };
    return records
        .answered(caller, Webhook.class, webhook.network(), webhook.id())
        .orElseGet(() -> insist(write));
  }

  @Override
  public void remove(Caller caller, NetworkId network, String id) {
    gate.require(caller, Permission.WEBHOOKS, network);
    if (!records.done(caller)) {
      insist(
          () -> {
            Webhook present = show(network, id);
            records.remove(caller, present);
            return present;
          });
    }
  }

  @Override
  public Webhook replay(Caller caller, NetworkId network, String id, long afterSeq) {
    gate.require(caller, Permission.WEBHOOKS, network);
    return records
        .answered(caller, Webhook.class, network, id)
        .orElseGet(() -> insist(() -> setBack(caller, show(network, id), afterSeq)));
  }

  private Webhook setBack(Caller caller, Webhook before, long afterSeq) {
    FieldRules.require(
        afterSeq >= 0 && afterSeq <= before.delivered(),
        "afterSeq",
        "must be 0 to " + before.delivered() + ", the number that was taken last");
    Webhook after = served(before, afterSeq);
    records.write(caller, "REPLAY", before, after, Map.of("after", Long.toString(afterSeq)));
    return after;
  }

  @Override
  public List<Webhook> all() {
    return Stream.concat(
            Stream.of(StoredRecord.HEAD_END),
            presence.store().networks().stream().map(known -> known.network().id()))
        .flatMap(network -> of(network).stream())
        .toList();
  }

  /**
   * Keeps how far it was served. The number never goes back here; and when somebody asked for a
   * replay while the last ones were on their way, the replay wins.
   */
  @Override
  public void delivered(Webhook webhook, long seq) {
    insist(
        () -> {
          Optional<Webhook> present =
              presence.store().record(Webhook.class, webhook.network(), webhook.id());
          present
              .filter(now -> now.delivered() >= webhook.delivered() && now.delivered() < seq)
              .ifPresent(now -> presence.store().apply(List.of(progress(now, seq))));
          return webhook;
        });
  }

  @Override
  public WebhookSecret secret(Webhook webhook) {
    byte[] bytes = presence.vault().unseal(PURPOSE, webhook.secret());
    try {
      return new WebhookSecret(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private RecordChange progress(Webhook before, long seq) {
    return new RecordChange(
        ids.next(),
        clock.instant(),
        HEAD_END,
        "DELIVER",
        before,
        served(before, seq),
        Map.of(),
        false);
  }

  private static Webhook served(Webhook before, long seq) {
    return new Webhook(
        before.network(),
        before.id(),
        before.version() + 1,
        before.url(),
        before.secret(),
        before.operations(),
        seq,
        before.paused());
  }

  private void requireHeadEnd(Caller caller, NetworkId network, Set<String> operations) {
    if (WebhookRules.ofTheHeadEnd(operations) && !caller.networks().isEmpty()) {
      throw gate.refused(caller, "alarms", network);
    }
  }

  private Webhook show(NetworkId network, String id) {
    return records.show(Webhook.class, network, id);
  }

  private List<Webhook> of(NetworkId network) {
    return presence
        .store()
        .records(Webhook.class, network, RecordFilter.page(Optional.empty(), PER_NETWORK));
  }

  private long head() {
    ChangeFeed present = feed;
    if (present == null) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "the change feed is not started");
    }
    return present.head();
  }

  private WebhookSecret newSecret() {
    byte[] bytes = new byte[SECRET_LENGTH];
    random.nextBytes(bytes);
    try {
      return new WebhookSecret(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Reads and writes again when progress was kept in between. */
  private static Webhook insist(Supplier<Webhook> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (CaskadeException e) {
        if (e.code() != ErrorCode.VERSION_CONFLICT || tries >= TRIES) {
          throw e;
        }
      }
    }
  }
}
