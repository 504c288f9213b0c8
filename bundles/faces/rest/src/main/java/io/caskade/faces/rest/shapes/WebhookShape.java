package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.webhooks.Webhook;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who is told of changes.
 *
 * @param operations that are sent; none means all of cards
 * @param delivered number of the feed up to which everything was taken
 */
@Schema(name = "Webhook")
public record WebhookShape(
    String id, long version, String url, List<String> operations, long delivered, boolean paused) {
  public static WebhookShape of(Webhook webhook) {
    return new WebhookShape(
        webhook.id(),
        webhook.version(),
        webhook.url(),
        webhook.operations().stream().sorted().toList(),
        webhook.delivered(),
        webhook.paused());
  }

  /** The fields that may be changed. */
  public Fields fields() {
    return new Fields(url, operations, paused);
  }

  /** What may be changed of a webhook. */
  @Schema(name = "WebhookFields")
  public record Fields(String url, List<String> operations, boolean paused) {
    public Webhook applied(Webhook present, long version) {
      return new Webhook(
          present.network(),
          present.id(),
          version,
          url,
          present.secret(),
          Set.copyOf(operations),
          present.delivered(),
          paused);
    }
  }

  /** A webhook to be added. */
  @Schema(name = "NewWebhook")
  public record Wanted(
      @Schema(example = "https://billing.example/caskade") String url,
      @Schema(example = "[\"SUSPEND\"]") Optional<List<String>> operations) {}

  /**
   * A webhook that was just made.
   *
   * @param secret of its signatures in hexadecimal digits, shown once
   */
  @Schema(name = "MadeWebhook")
  public record Made(String secret, WebhookShape kept) implements ShownOnce {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Made[" + kept + "]";
    }
  }

  /**
   * From where on everything is sent again.
   *
   * @param after number of the feed, exclusive
   */
  @Schema(name = "Replay")
  public record Replay(long after) {}
}
