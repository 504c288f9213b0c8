package io.caskade.ops.alarms;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient.AUTH_METHOD;
import org.apache.commons.net.smtp.SMTPReply;

/** Takes letters to a mail server (RFC 5321), as plain text in UTF-8 (RFC 2045, 2047). */
final class Smtp {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String LINE = "\r\n";

  private final MailSettings settings;
  private final SSLContext trust;
  private final String headEnd;

  /**
   * @param trust whose certificates are good
   * @param headEnd how this machine greets
   */
  Smtp(MailSettings settings, SSLContext trust, String headEnd) {
    this.settings = settings;
    this.trust = trust;
    this.headEnd = headEnd;
  }

  /**
   * Blocks for some seconds at most.
   *
   * @throws IOException the server was not reached, is not who it says, or did not take the letter
   */
  void send(Letter letter, Instant now) throws IOException {
    var client =
        new AuthenticatingSMTPClient(settings.security() == MailSettings.Security.TLS, trust);
    client.setEndpointCheckingEnabled(true);
    client.setConnectTimeout((int) PATIENCE.toMillis());
    client.setDefaultTimeout((int) PATIENCE.toMillis());
    client.setCharset(StandardCharsets.UTF_8);
    try {
      client.connect(settings.host(), settings.port());
      require(client, SMTPReply.isPositiveCompletion(client.getReplyCode()));
      require(client, SMTPReply.isPositiveCompletion(client.ehlo(headEnd)));
      if (settings.security() == MailSettings.Security.STARTTLS) {
        require(client, client.execTLS());
        require(client, SMTPReply.isPositiveCompletion(client.ehlo(headEnd)));
      }
      signIn(client);
      hand(client, letter, now);
      client.logout();
    } finally {
      client.disconnect();
    }
  }

  private void signIn(AuthenticatingSMTPClient client) throws IOException {
    if (settings.user().isEmpty()) {
      return;
    }
    List<String> lines = Files.readAllLines(settings.password());
    if (lines.isEmpty()) {
      throw new IOException("the password file is empty");
    }
    try {
      require(client, client.auth(AUTH_METHOD.PLAIN, settings.user(), lines.get(0)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IOException("the way of signing in is not known", e);
    }
  }

  private void hand(AuthenticatingSMTPClient client, Letter letter, Instant now)
      throws IOException {
    require(client, client.setSender(settings.from()));
    for (String receiver : settings.to()) {
      require(client, client.addRecipient(receiver));
    }
    try (Writer message = client.sendMessageData()) {
      if (message == null) {
        throw refused(client);
      }
      message.write(message(letter, now));
    }
    require(client, client.completePendingCommand());
  }

  private String message(Letter letter, Instant now) {
    return String.join(
        LINE,
        "From: <" + settings.from() + ">",
        "To: <" + String.join(">, <", settings.to()) + ">",
        "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
        "Message-ID: <" + UUID.randomUUID() + "@caskade>",
        "Subject: " + encodedWord(letter.subject()),
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: base64",
        "",
        Base64.getMimeEncoder().encodeToString(letter.text().getBytes(StandardCharsets.UTF_8)),
        "");
  }

  /** In words of at most 75 characters, none of which cuts a character (RFC 2047). */
  private static String encodedWord(String subject) {
    var words = new StringBuilder();
    int from = 0;
    while (from < subject.length()) {
      int to = Math.min(from + 15, subject.length());
      if (to < subject.length() && Character.isHighSurrogate(subject.charAt(to - 1))) {
        to++;
      }
      byte[] part = subject.substring(from, to).getBytes(StandardCharsets.UTF_8);
      words
          .append(words.isEmpty() ? "" : LINE + " ")
          .append("=?UTF-8?B?")
          .append(Base64.getEncoder().encodeToString(part))
          .append("?=");
      from = to;
    }
    return words.toString();
  }

  private static void require(AuthenticatingSMTPClient client, boolean well) throws IOException {
    if (!well) {
      throw refused(client);
    }
  }

  /** What a server says may repeat what was sent to it: its code is told only. */
  private static IOException refused(AuthenticatingSMTPClient client) {
    return new IOException("the server answered " + client.getReplyCode());
  }
}
