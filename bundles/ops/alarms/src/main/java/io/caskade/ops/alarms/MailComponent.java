package io.caskade.ops.alarms;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmListener;
import io.caskade.api.ops.AlarmSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alarms by e-mail, while a mail server is named. */
@Component(
    configurationPid = MailSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {AlarmListener.class, AlarmSource.class})
@Designate(ocd = MailConfig.class)
public final class MailComponent implements AlarmListener, AlarmSource {
  private static final Logger LOG = LoggerFactory.getLogger(MailComponent.class);
  static final String THREAD = "caskade-mail";

  private final InstantSource clock = InstantSource.system();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, THREAD));
  private volatile Optional<Alarm> failing = Optional.empty();
  private @Nullable Post post;

  /** What the settings of the moment make; on the thread only. */
  private record Post(MailSettings settings, Mailbag bag, LetterWriter writer, Smtp smtp) {}

  /** Made by Declarative Services. */
  @Activate
  public MailComponent(MailConfig config) {
    modified(config);
    thread.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
  }

  @Modified
  void modified(MailConfig config) {
    try {
      Optional<MailSettings> settings =
          config.host().isBlank() ? Optional.empty() : Optional.of(MailSettings.of(config));
      thread.execute(() -> use(settings));
    } catch (CaskadeException e) {
      LOG.error("{} {}", e.getMessage(), e.cure(Locale.ENGLISH));
    }
  }

  @Deactivate
  void deactivate() {
    thread.shutdownNow();
  }

  @Override
  public void raised(Alarm alarm) {
    add(new AlarmEvent.Raised(alarm));
  }

  @Override
  public void cleared(Alarm alarm, Instant at) {
    add(new AlarmEvent.Cleared(alarm, at));
  }

  @Override
  public List<Alarm> alarms() {
    return failing.stream().toList();
  }

  private void add(AlarmEvent event) {
    try {
      thread.execute(
          () -> {
            if (post != null) {
              post.bag().add(event, clock.instant());
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("{} came while e-mails end", event.alarm().code());
    }
  }

  private void use(Optional<MailSettings> settings) {
    failing = Optional.empty();
    post = settings.map(MailComponent::post).orElse(null);
  }

  private static Post post(MailSettings settings) {
    String headEnd = headEnd();
    try {
      return new Post(
          settings,
          new Mailbag(settings.least(), settings.gather()),
          new LetterWriter(settings.language(), ZoneId.systemDefault(), headEnd),
          new Smtp(settings, SSLContext.getDefault(), headEnd));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has a default SSLContext", e);
    }
  }

  private static String headEnd() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private void round() {
    Post present = post;
    if (present == null) {
      return;
    }
    List<AlarmEvent> due = present.bag().due(clock.instant());
    if (due.isEmpty()) {
      return;
    }
    try {
      present.smtp().send(present.writer().write(due), clock.instant());
      present.bag().sent(due);
      failing = Optional.empty();
    } catch (IOException | RuntimeException e) {
      present.bag().failed(clock.instant());
      failed(present.settings(), e);
    }
  }

  private void failed(MailSettings settings, Exception why) {
    if (failing.isEmpty()) {
      LOG.warn("Alarms cannot be sent by e-mail over {}: {}", settings.host(), why.toString());
    }
    failing =
        Optional.of(
            new Alarm(
                AlarmCode.MAIL_FAILING,
                "mail",
                failing.map(Alarm::since).orElseGet(clock::instant),
                List.of(settings.host(), reason(why))));
  }

  private static String reason(Exception why) {
    String message = why.getMessage();
    return message == null ? why.getClass().getSimpleName() : message;
  }
}
