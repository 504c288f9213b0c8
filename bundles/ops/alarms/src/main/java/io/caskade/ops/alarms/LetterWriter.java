package io.caskade.ops.alarms;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode.Severity;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Puts alarms into words, in one language. */
final class LetterWriter {
  private static final int MOST = 100;

  private final Locale language;
  private final ZoneId zone;
  private final String headEnd;
  private final ResourceBundle words;

  /**
   * @param zone in which times are told
   * @param headEnd name of this machine
   */
  LetterWriter(Locale language, ZoneId zone, String headEnd) {
    this.language = language;
    this.zone = zone;
    this.headEnd = headEnd;
    words =
        ResourceBundle.getBundle(
            "io.caskade.ops.alarms.letters",
            language,
            LetterWriter.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * @param events at least one; of very many the first hundred are told
   */
  Letter write(List<AlarmEvent> events) {
    long begun = events.stream().filter(AlarmEvent.Raised.class::isInstance).count();
    var text = new StringBuilder();
    events.stream().limit(MOST).forEach(event -> text.append(told(event)).append('\n'));
    if (events.size() > MOST) {
      text.append(word("more", events.size() - MOST)).append('\n');
    }
    return new Letter(subject(events, begun), text.toString());
  }

  private String subject(List<AlarmEvent> events, long begun) {
    if (events.size() > 1) {
      return word("subject.many", headEnd, begun, events.size() - begun);
    }
    Alarm alarm = events.get(0).alarm();
    String grade = word("severity." + alarm.code().severity());
    return word(begun == 1 ? "subject.raised" : "subject.cleared", headEnd, grade, alarm.subject());
  }

  private String told(AlarmEvent event) {
    Alarm alarm = event.alarm();
    Severity severity = alarm.code().severity();
    String grade = word("severity." + severity);
    return event instanceof AlarmEvent.Cleared cleared
        ? word("cleared", time(cleared.at()), grade, alarm.subject(), alarm.text(language))
        : word(
            "raised",
            time(alarm.since()),
            grade,
            alarm.subject(),
            alarm.text(language),
            alarm.cure(language));
  }

  private String time(Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM)
        .withLocale(language)
        .withZone(zone)
        .format(at);
  }

  private String word(String key, Object... arguments) {
    return new MessageFormat(words.getString(key), language).format(arguments);
  }
}
