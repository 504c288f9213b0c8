package io.caskade.store.jpa.records;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Something a record is found by: the beginning of a text in letters of either case, or a whole
 * tag.
 *
 * @param field {@link #TEXT} or {@link #TAG}
 */
public record Word(String field, String text) {
  static final String TAG = "tag";

  public static final String TEXT = "text";

  /** More than anybody types to find somebody; MariaDB's indexes hold 768 characters. */
  private static final int MOST = 190;

  static Set<Word> of(RecordEntity<?> row) {
    var words = new HashSet<Word>();
    add(words, TEXT, row.words());
    add(words, TAG, row.tags());
    return words;
  }

  private static void add(Set<Word> words, String field, List<String> texts) {
    for (String text : texts) {
      String folded = folded(text);
      if (!folded.isEmpty()) {
        words.add(new Word(field, folded));
      }
    }
  }

  /** In lower case, without spaces around, cut to what the column holds. */
  public static String folded(String text) {
    String folded = text.strip().toLowerCase(Locale.ROOT);
    if (folded.length() <= MOST) {
      return folded;
    }
    int end = Character.isHighSurrogate(folded.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return folded.substring(0, end).strip();
  }

  /** A pattern for {@code like ? escape '!'} that matches what begins with the text. */
  public static String beginning(String text) {
    return escaped(folded(text)) + "%";
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
