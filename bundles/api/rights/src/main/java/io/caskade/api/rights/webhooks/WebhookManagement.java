package io.caskade.api.rights.webhooks;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Who is told of changes. Needs WEBHOOKS. */
@ProviderType
public interface WebhookManagement {
  List<Webhook> list(Caller caller, NetworkId network);

  /**
   * Adds one that is told from now on.
   *
   * @return with the secret of its signatures, shown once
   */
  NewWebhook add(Caller caller, NetworkId network, String url, Set<String> operations);

  Webhook change(Caller caller, Webhook webhook);

  void remove(Caller caller, NetworkId network, String id);

  /** Sends everything behind a number of the feed again. */
  Webhook replay(Caller caller, NetworkId network, String id, long afterSeq);

  /** Every webhook, for the one who delivers. */
  List<Webhook> all();

  /**
   * Keeps how far a webhook was served; never moves it back. When it was set back by a replay since
   * {@code webhook} was read, the replay wins.
   */
  void delivered(Webhook webhook, long seq);

  /** A copy of the secret of its signatures; the caller destroys it. */
  WebhookSecret secret(Webhook webhook);

  /** A webhook that was just made. */
  record NewWebhook(Webhook kept, WebhookSecret secret) {}
}
