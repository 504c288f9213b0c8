package io.caskade.api.rights.webhooks;

import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.util.Set;

/**
 * Somebody who wants to be told of changes.
 *
 * @param id UUID text
 * @param url where to, https or a loopback address
 * @param secret sealed key of the signature
 * @param operations of the journal that are sent; empty means all of cards
 * @param delivered highest number of the feed that was taken; replay sets it back
 * @param paused nothing is sent
 */
public record Webhook(
    NetworkId network,
    String id,
    long version,
    String url,
    WrappedKey secret,
    Set<String> operations,
    long delivered,
    boolean paused)
    implements StoredRecord {
  public Webhook {
    operations = Set.copyOf(operations);
  }

  @Override
  public RecordKind kind() {
    return RecordKind.WEBHOOK;
  }
}
