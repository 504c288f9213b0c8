package io.caskade.faces.webhooks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.api.rights.webhooks.WebhookManagement;
import io.caskade.api.rights.webhooks.WebhookSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Webhooks in memory, with the rules of management for progress. */
final class TestSubscriptions implements WebhookManagement {
  static final NetworkId MAIN = new NetworkId("main");

  final Map<String, Webhook> kept = new LinkedHashMap<>();
  int writes;
  boolean away;

  /** Its secret was sealed by another vault. */
  String sealedElsewhere = "";

  Webhook put(String id, String url, Set<String> operations, long delivered) {
    var webhook =
        new Webhook(
            MAIN,
            id,
            1,
            url,
            new WrappedKey(Octets.of(new byte[40])),
            operations,
            delivered,
            false);
    kept.put(id, webhook);
    return webhook;
  }

  long delivered(String id) {
    return get(id).delivered();
  }

  Webhook get(String id) {
    Webhook found = kept.get(id);
    if (found == null) {
      throw new CaskadeException(ErrorCode.RECORD_UNKNOWN, MAIN, "webhook", id);
    }
    return found;
  }

  void move(String id, String url) {
    Webhook old = get(id);
    write(id, url, old.operations(), old.delivered(), old.paused());
  }

  private Webhook write(String id, String url, Set<String> operations, long seq, boolean paused) {
    Webhook old = get(id);
    var next = new Webhook(MAIN, id, old.version() + 1, url, old.secret(), operations, seq, paused);
    kept.put(id, next);
    return next;
  }

  private void touch() {
    if (away) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "switched off");
    }
  }

  @Override
  public List<Webhook> list(Caller caller, NetworkId network) {
    return all();
  }

  @Override
  public NewWebhook add(Caller caller, NetworkId network, String url, Set<String> operations) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Webhook change(Caller caller, Webhook webhook) {
    touch();
    return write(
        webhook.id(),
        webhook.url(),
        webhook.operations(),
        delivered(webhook.id()),
        webhook.paused());
  }

  @Override
  public void remove(Caller caller, NetworkId network, String id) {
    kept.remove(id);
  }

  @Override
  public Webhook replay(Caller caller, NetworkId network, String id, long afterSeq) {
    Webhook old = get(id);
    return write(id, old.url(), old.operations(), afterSeq, old.paused());
  }

  @Override
  public List<Webhook> all() {
    touch();
    return List.copyOf(kept.values());
  }

  @Override
  public void delivered(Webhook webhook, long seq) {
    touch();
    Webhook now = kept.get(webhook.id());
    if (now != null && now.delivered() >= webhook.delivered() && now.delivered() < seq) {
      writes++;
      write(now.id(), now.url(), now.operations(), seq, now.paused());
    }
  }

  @Override
  public WebhookSecret secret(Webhook webhook) {
    if (webhook.id().equals(sealedElsewhere)) {
      throw new CaskadeException(ErrorCode.VAULT_UNREADABLE, "of the test", "another one");
    }
    return new WebhookSecret(SECRET.clone());
  }

  private static final byte[] SECRET = secretBytes();

  private static byte[] secretBytes() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  static WebhookSecret secret() {
    return new WebhookSecret(SECRET.clone());
  }
}
