package io.caskade.store.jpa.records;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.webhooks.Webhook;
import java.util.List;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A webhook as a row. */
@Entity(name = "Webhook")
@Table(name = "webhook")
class WebhookEntity extends RecordEntity<Webhook> {
  @Column(name = "url")
  private String url;

  @Column(name = "secret")
  private byte[] secret;

  @Column(name = "operations")
  private String operations;

  @Column(name = "delivered")
  private long delivered;

  @Column(name = "paused")
  private int paused;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookEntity() {}

  @Override
  void take(@Nullable Webhook before, Webhook after) {
    url = Columns.text("url", after.url(), 1000);
    secret = after.secret().octets().toByteArray();
    operations = Columns.lines("operations", after.operations(), 2000);
    delivered = after.delivered();
    paused = Columns.truth(after.paused());
  }

  @Override
  Webhook toRecord() {
    return new Webhook(
        network(),
        id(),
        version(),
        url,
        new WrappedKey(Octets.of(secret)),
        Set.copyOf(Columns.list(operations)),
        delivered,
        paused != 0);
  }

  @Override
  List<String> words() {
    return List.of(url);
  }
}
