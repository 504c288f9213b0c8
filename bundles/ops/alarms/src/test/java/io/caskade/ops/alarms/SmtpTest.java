package io.caskade.ops.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.ops.alarms.MailSettings.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.mail.Message;
import javax.mail.internet.MimeMessage;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real mail server in this process. */
class SmtpTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:05Z");
  private static final Alarm SILENT =
      new Alarm(AlarmCode.PROVISION_STOPPED, "ecmg main, channel 1, stream 2", NOW, List.of(25));
  private static final Alarm AWAY =
      new Alarm(
          AlarmCode.MUX_UNREACHABLE, "emmg main", NOW, List.of("mux:1", "connection refused"));

  @TempDir Path folder;
  private GreenMail server = server("smtp");

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aRussianLetterArrivesAsItWasWritten() throws Exception {
    send(Locale.forLanguageTag("ru"), List.of(new AlarmEvent.Raised(SILENT)), Security.NONE, "");

    MimeMessage letter = received();
    assertThat(letter.getSubject()).isEqualTo("[head-end] Авария: ecmg main, channel 1, stream 2");
    assertThat(letter.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(letter.getContent().toString())
        .contains("Мультиплексор не присылает CW_provision уже 25 с.")
        .contains("Что делать: ");
    assertThat(letter.getFrom()[0]).hasToString("cas@example.org");
    assertThat(letter.getRecipients(Message.RecipientType.TO)).hasSize(2);
    assertThat(letter.getSentDate().toInstant()).isEqualTo(NOW);
  }

  @Test
  void severalAlarmsAreOneLetter() throws Exception {
    send(
        Locale.ENGLISH,
        List.of(
            new AlarmEvent.Raised(SILENT),
            new AlarmEvent.Raised(AWAY),
            new AlarmEvent.Cleared(AWAY, NOW.plusSeconds(60))),
        Security.NONE,
        "");

    MimeMessage letter = received();
    assertThat(letter.getSubject()).isEqualTo("[head-end] 2 alarms began, 1 are over");
    assertThat(letter.getContent().toString())
        .contains("Alarm: ecmg main, channel 1, stream 2", "Over: emmg main");
  }

  @Test
  void aNameAndAPasswordAreAskedOfTheFile() throws Exception {
    server.setUser("cas@example.org", "cas", "right");
    send(Locale.ENGLISH, List.of(new AlarmEvent.Raised(AWAY)), Security.NONE, "right");
    assertThat(server.getReceivedMessages()).hasSize(2);

    assertThatThrownBy(
            () ->
                send(Locale.ENGLISH, List.of(new AlarmEvent.Raised(AWAY)), Security.NONE, "wrong"))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("wrong");
  }

  @Test
  void aServerWithACertificateThatNobodyKnowsGetsNothing() {
    server.stop();
    server = server("smtps");

    assertThatThrownBy(
            () -> send(Locale.ENGLISH, List.of(new AlarmEvent.Raised(AWAY)), Security.TLS, ""))
        .isInstanceOf(IOException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatDoesNotSpeakTlsGetsNothingWhenItIsWanted() {
    assertThatThrownBy(
            () -> send(Locale.ENGLISH, List.of(new AlarmEvent.Raised(AWAY)), Security.STARTTLS, ""))
        .isInstanceOf(IOException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private void send(Locale language, List<AlarmEvent> events, Security security, String password)
      throws Exception {
    Path file = folder.resolve("password");
    Files.writeString(file, password + "\n");
    ServerSetup setup = security == Security.TLS ? server.getSmtps().getServerSetup() : setup();
    var settings =
        new MailSettings(
            "127.0.0.1",
            setup.getPort(),
            security,
            password.isEmpty() ? "" : "cas",
            file,
            "cas@example.org",
            List.of("noc@example.org", "night@example.org"),
            language,
            AlarmCode.Severity.WARNING,
            Duration.ofSeconds(30));
    Letter letter = new LetterWriter(language, ZoneOffset.UTC, "head-end").write(events);
    new Smtp(settings, SSLContext.getDefault(), "head-end").send(letter, NOW);
  }

  private ServerSetup setup() {
    return server.getSmtp().getServerSetup();
  }

  private MimeMessage received() {
    assertThat(server.getReceivedMessages()).as("one for each receiver").hasSize(2);
    return server.getReceivedMessages()[0];
  }

  private static GreenMail server(String protocol) {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol).dynamicPort());
    mail.start();
    return mail;
  }
}
