package io.caskade.itests.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** HTTPS of a head-end, as seen by clients that look at its certificate themselves. */
final class Secure {
  private static final int PATIENCE_MS = 5_000;

  private final int port;
  private final SSLContext anything;

  Secure(int port) throws GeneralSecurityException {
    this.port = port;
    this.anything = SSLContext.getInstance("TLS");
    anything.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
  }

  /** SHA-256 of the certificate that a new connection is shown. */
  String fingerprint() throws IOException, GeneralSecurityException {
    try (SSLSocket socket = connect()) {
      socket.startHandshake();
      Certificate shown = socket.getSession().getPeerCertificates()[0];
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(shown.getEncoded()));
    }
  }

  /** The version that a client gets which can do these. */
  String version(String... offered) throws IOException {
    try (SSLSocket socket = connect()) {
      socket.setEnabledProtocols(offered);
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  private SSLSocket connect() throws IOException {
    SSLSocket socket = (SSLSocket) anything.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /** A client of REST that keeps its connection and asks again and again. */
  Asking ask(String path, String token) {
    return new Asking(path, token);
  }

  /** Asks until it is closed; each question that fails is asked again. */
  final class Asking implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(anything)
            .connectTimeout(Duration.ofMillis(PATIENCE_MS))
            .build();
    private final HttpRequest request;
    private final AtomicLong answers = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "asking");
    private volatile boolean running = true;

    Asking(String path, String token) {
      request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
              .timeout(Duration.ofMillis(PATIENCE_MS))
              .header("Authorization", "Bearer " + token)
              .build();
      thread.start();
    }

    long answers() {
      return answers.get();
    }

    /** What went wrong so far, as statuses and names of exceptions. */
    List<String> failures() {
      return List.copyOf(failures);
    }

    private void run() {
      while (running) {
        try {
          HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          if (answer.statusCode() == 200) {
            answers.incrementAndGet();
          } else {
            failures.add(Integer.toString(answer.statusCode()));
          }
        } catch (IOException e) {
          failures.add(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    @Override
    public void close() throws InterruptedException {
      running = false;
      thread.interrupt();
      thread.join();
    }
  }

  /** The tests look at the certificate; names are not checked either. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
