package io.caskade.ecm.issuer;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Alarms that hold now, each since it began. Readers never wait. */
final class AlarmBook {
  private final InstantSource clock;
  private volatile List<Alarm> alarms = List.of();

  AlarmBook(InstantSource clock) {
    this.clock = clock;
  }

  /** An alarm without its beginning. */
  record Complaint(AlarmCode code, String subject, String argument) {}

  /** What holds now; alarms that go on keep their beginning. */
  synchronized void replace(List<Complaint> complaints) {
    List<Alarm> before = alarms;
    alarms = complaints.stream().map(complaint -> alarm(complaint, before)).toList();
  }

  private Alarm alarm(Complaint complaint, List<Alarm> before) {
    Optional<Alarm> present =
        before.stream()
            .filter(a -> a.code() == complaint.code() && a.subject().equals(complaint.subject()))
            .findFirst();
    return new Alarm(
        complaint.code(),
        complaint.subject(),
        present.map(Alarm::since).orElseGet(clock::instant),
        List.of(complaint.argument()));
  }

  List<Alarm> alarms() {
    return alarms;
  }
}
