package io.caskade.faces.webhooks;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, which nobody reads. It is let by, so that the connection can be used
 * again; a longer one than {@value #MOST} bytes is cut off, and the connection with it.
 */
final class DiscardedBody implements HttpResponse.BodySubscriber<Long> {
  static final int MOST = 64 * 1024;

  private final CompletableFuture<Long> result = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long seen;

  @Override
  public CompletionStage<Long> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription fresh) {
    subscription = fresh;
    fresh.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    seen += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (seen > MOST && subscription != null) {
      subscription.cancel();
      result.complete(seen);
    }
  }

  @Override
  public void onError(Throwable error) {
    result.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    result.complete(seen);
  }
}
