package io.caskade.faces.rest.web;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import io.caskade.api.ops.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in time that the certificate of HTTPS ends, and that a new one was not taken. */
final class CertificateWatch implements AlarmSource, Checkup {
  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration NOW = Duration.ofDays(7);
  private static final String SUBJECT = "https";

  private final ServerCertificate certificate;
  private final InstantSource clock;

  CertificateWatch(ServerCertificate certificate, InstantSource clock) {
    this.certificate = certificate;
    this.clock = clock;
  }

  @Override
  public List<Alarm> alarms() {
    List<Alarm> alarms = new ArrayList<>();
    certificate
        .served()
        .filter(served -> left(served).compareTo(SOON) <= 0)
        .ifPresent(served -> alarms.add(ends(served)));
    certificate
        .refusal()
        .ifPresent(
            refusal ->
                alarms.add(
                    new Alarm(
                        AlarmCode.CERTIFICATE_REFUSED,
                        SUBJECT,
                        refusal.since(),
                        List.of(refusal.reason().text(Locale.ENGLISH)))));
    return alarms;
  }

  private Alarm ends(ServerCertificate.Served served) {
    boolean now = left(served).compareTo(NOW) <= 0;
    Instant since = served.notAfter().minus(now ? NOW : SOON);
    return new Alarm(
        now ? AlarmCode.CERTIFICATE_ENDS : AlarmCode.CERTIFICATE_EXPIRES,
        SUBJECT,
        since,
        List.of(served.file().toString(), days(served)));
  }

  @Override
  public String subject() {
    return "certificate of https";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    certificate
        .refusal()
        .ifPresent(
            refusal ->
                findings.add(Finding.of(FindingCode.CERTIFICATE_BAD, Reason.of(refusal.reason()))));
    certificate
        .served()
        .ifPresentOrElse(
            served -> findings.add(finding(served)),
            () -> findings.add(Finding.of(FindingCode.HTTPS_UNUSED)));
    return findings;
  }

  private Finding finding(ServerCertificate.Served served) {
    String file = served.file().toString();
    return left(served).compareTo(SOON) <= 0
        ? Finding.of(FindingCode.CERTIFICATE_OLD, file, days(served))
        : Finding.of(FindingCode.CERTIFICATE_RIGHT, file, days(served));
  }

  private Duration left(ServerCertificate.Served served) {
    return Duration.between(clock.instant(), served.notAfter());
  }

  /** Whole days, 0 when it is over. */
  private long days(ServerCertificate.Served served) {
    return Math.max(0, left(served).toDays());
  }
}
