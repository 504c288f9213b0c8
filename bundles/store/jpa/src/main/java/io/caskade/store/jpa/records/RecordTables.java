package io.caskade.store.jpa.records;

import static io.caskade.store.jpa.records.FilterColumn.name;
import static io.caskade.store.jpa.records.FilterColumn.number;
import static io.caskade.store.jpa.records.FilterColumn.ofTag;
import static io.caskade.store.jpa.records.FilterColumn.serial;
import static io.caskade.store.jpa.records.FilterColumn.text;
import static io.caskade.store.jpa.records.FilterColumn.truth;

import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.Approval;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.webhooks.Webhook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The tables of all kinds of records. */
final class RecordTables {
  private static final List<RecordTable<?, ?>> ALL =
      List.of(
          ofNetwork(
              RecordKind.SUBSCRIBER,
              Subscriber.class,
              SubscriberEntity.class,
              SubscriberEntity::new,
              Map.of("region", text("region"), "tag", ofTag(), "forgotten", truth("forgotten"))),
          ofNetwork(
              RecordKind.SET_TOP_BOX,
              SetTopBox.class,
              SetTopBoxEntity.class,
              SetTopBoxEntity::new,
              Map.of(
                  "subscriber",
                  text("subscriber"),
                  "model",
                  text("model"),
                  "blacklisted",
                  truth("blacklisted"))),
          ofNetwork(
              RecordKind.PRODUCT,
              Product.class,
              ProductEntity.class,
              ProductEntity::new,
              Map.of("bit", number("bit"))),
          ofNetwork(
              RecordKind.SERVICE,
              Service.class,
              ServiceEntity.class,
              ServiceEntity::new,
              Map.of("serviceId", number("serviceId"))),
          plain(
              RecordKind.ACCOUNT,
              Account.class,
              AccountEntity.class,
              AccountEntity::new,
              Map.of("role", name("role"), "disabled", truth("disabled"))),
          plain(
              RecordKind.API_TOKEN,
              ApiToken.class,
              ApiTokenEntity.class,
              ApiTokenEntity::new,
              Map.of("role", name("role"), "revoked", truth("revoked"))),
          plain(
              RecordKind.WEBHOOK,
              Webhook.class,
              WebhookEntity.class,
              WebhookEntity::new,
              Map.of("paused", truth("paused"))),
          new RecordTable<>(
              RecordKind.JOB,
              Job.class,
              JobEntity.class,
              JobEntity::new,
              false,
              Map.of("state", name("state"), "work", text("work")),
              Optional.of("e.changedAt < :before and e.state in ('DONE', 'FAILED', 'CANCELLED')"),
              List.of("JobPayload"),
              false),
          new RecordTable<>(
              RecordKind.ANSWERED_REQUEST,
              AnsweredRequest.class,
              AnsweredRequestEntity.class,
              AnsweredRequestEntity::new,
              false,
              Map.of(),
              Optional.of("e.createdAt < :before"),
              List.of(),
              false),
          new RecordTable<>(
              RecordKind.APPROVAL,
              Approval.class,
              ApprovalEntity.class,
              ApprovalEntity::new,
              false,
              Map.of("askedBy", text("askedBy")),
              Optional.of("e.askedAt < :before"),
              List.of(),
              false),
          ofNetwork(
                  RecordKind.RECEIVER_ACCOUNT,
                  ReceiverAccount.class,
                  ReceiverAccountEntity.class,
                  ReceiverAccountEntity::new,
                  Map.of("card", serial("serial"), "enabled", truth("enabled")))
              .oncePerHeadEnd());

  private RecordTables() {}

  private static <R extends StoredRecord, E extends RecordEntity<R>> RecordTable<R, E> ofNetwork(
      RecordKind kind,
      Class<R> type,
      Class<E> entity,
      Supplier<E> empty,
      Map<String, FilterColumn> columns) {
    return new RecordTable<>(
        kind, type, entity, empty, true, columns, Optional.empty(), List.of(), false);
  }

  private static <R extends StoredRecord, E extends RecordEntity<R>> RecordTable<R, E> plain(
      RecordKind kind,
      Class<R> type,
      Class<E> entity,
      Supplier<E> empty,
      Map<String, FilterColumn> columns) {
    return new RecordTable<>(
        kind, type, entity, empty, false, columns, Optional.empty(), List.of(), false);
  }

  static RecordTable<?, ?> of(RecordKind kind) {
    return ALL.stream().filter(table -> table.kind() == kind).findFirst().orElseThrow();
  }

  @SuppressWarnings("unchecked") // The table of a type holds records of that type.
  static <R extends StoredRecord> RecordTable<R, ? extends RecordEntity<R>> of(Class<R> type) {
    return (RecordTable<R, ? extends RecordEntity<R>>)
        ALL.stream()
            .filter(table -> table.type() == type)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no kind of record: " + type));
  }
}
