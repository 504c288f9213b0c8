package io.caskade.faces.webhooks;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends by HTTP/1.1 POST with the client of the JDK: no redirect is followed (it would lead signed
 * events to where nobody agreed to), the certificates are those of the JDK's trust store, and plain
 * HTTP goes to this machine only.
 */
final class HttpPost implements Post, AutoCloseable {
  static final String THREADS = "caskade-webhooks-http-";
  private static final int MOST_THREADS = 4;
  private static final int GONE = 410;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  private final Loop loop;
  private final ExecutorService threads;
  private final HttpClient client;

  HttpPost(Loop loop) {
    this.loop = loop;
    var numbers = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            MOST_THREADS, task -> new Thread(task, THREADS + numbers.incrementAndGet()));
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
  }

  @Override
  public void send(URI to, Event event, String signature, Duration limit, Consumer<Outcome> then) {
    if (!safe(to)) {
      loop.execute(() -> then.accept(new Outcome.Failed("neither https nor this machine")));
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Caskade")
            .header(Signature.HEADER, signature)
            .header("Caskade-Delivery", event.id().toString())
            .header("Caskade-Sequence", Long.toString(event.seq()))
            .POST(HttpRequest.BodyPublishers.ofString(event.body()))
            .build();
    CompletableFuture<HttpResponse<Long>> call =
        client.sendAsync(request, status -> new DiscardedBody());
    Future<?> timer = loop.schedule(limit, () -> call.cancel(true));
    call.whenComplete(
        (answer, error) ->
            loop.execute(
                () -> {
                  timer.cancel(false);
                  then.accept(error == null ? outcome(answer.statusCode()) : failure(error, limit));
                }));
  }

  private static boolean safe(URI to) {
    return to.getHost() != null
        && ("https".equalsIgnoreCase(to.getScheme())
            || "http".equalsIgnoreCase(to.getScheme()) && LOOPBACK.matcher(to.getHost()).matches());
  }

  private static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return new Outcome.Taken();
    }
    return status == GONE ? new Outcome.Gone() : new Outcome.Failed("HTTP " + status);
  }

  /** The exception does not leave this class: it would pin the answer. */
  private static Outcome failure(Throwable error, Duration limit) {
    Throwable cause = causeOf(error);
    String reason;
    if (cause instanceof CancellationException) {
      reason = "no answer within " + limit.toSeconds() + " s";
    } else if (cause instanceof HttpConnectTimeoutException) {
      reason = "no connection within " + CONNECT.toSeconds() + " s";
    } else if (cause instanceof ConnectException) {
      reason = "no connection";
    } else if (cause instanceof SSLException) {
      reason = "TLS: " + cause.getMessage();
    } else {
      reason = cause.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
    }
    return new Outcome.Failed(reason);
  }

  private static Throwable causeOf(Throwable error) {
    @Nullable Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause == null ? error : cause;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
