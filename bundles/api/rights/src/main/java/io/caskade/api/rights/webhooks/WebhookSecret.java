package io.caskade.api.rights.webhooks;

import io.caskade.api.base.Secret;

/** Key of the HMAC-SHA-256 over what a webhook is sent. */
public final class WebhookSecret extends Secret {
  public WebhookSecret(byte[] bytes) {
    super(bytes);
  }
}
