package io.caskade.receivers.files.intake;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.receivers.files.FileRemark;
import io.caskade.api.rights.receivers.files.FileRemark.Words;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What is remarked about a file, in both languages. */
final class Remarks {
  static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  private final List<FileRemark> made = new ArrayList<>();

  /**
   * @param line from 1; 0 for the whole file
   * @param arguments of the text, never a password; a refusal is told in the reader's language
   */
  void add(int line, RemarkCode code, Object... arguments) {
    made.add(
        new FileRemark(
            line,
            code.severity(),
            code.written(),
            words(code, Locale.ENGLISH, arguments),
            words(code, RUSSIAN, arguments)));
  }

  /** By line. */
  List<FileRemark> all() {
    return made.stream().sorted(Comparator.comparingInt(FileRemark::line)).toList();
  }

  static Words words(RemarkCode code, Locale locale, Object... arguments) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "io.caskade.receivers.files.intake.remarks",
            locale,
            Remarks.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    Object[] told =
        Arrays.stream(arguments).map(argument -> told(argument, locale)).toArray(Object[]::new);
    return new Words(
        format(texts.getString(code.name() + ".text"), locale, told),
        format(texts.getString(code.name() + ".cure"), locale, told));
  }

  private static Object told(Object argument, Locale locale) {
    return argument instanceof CaskadeException refusal
        ? refusal.text(locale)
        : String.valueOf(argument);
  }

  private static String format(String pattern, Locale locale, Object... arguments) {
    return new MessageFormat(pattern, locale).format(arguments);
  }
}
