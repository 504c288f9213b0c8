package io.caskade.receivers.edge.core;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.lib.cccam.EcmQuestion;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which ECMs are the operator's own, by CAID and key tag. Nothing else is sent to a core.
 *
 * <pre>
 *  0          3           5         7
 *  | table id | inner tag | key tag | cipher text        (tvcas3, 2.1)
 *  |  length  |  length   |
 * </pre>
 */
public final class OwnEcms {
  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})");
  private static final int HEX = 16;
  private static final int TAG = 5;
  private static final int LEAST = 7;

  /** CAID in the upper half, key tag in the lower. */
  private final Set<Integer> pairs;

  private OwnEcms(Set<Integer> pairs) {
    this.pairs = Set.copyOf(pairs);
  }

  /**
   * Reads pairs such as {@code 0B00:6421}.
   *
   * @throws IllegalArgumentException with what is wrong, for the operator
   */
  public static OwnEcms parse(Collection<String> texts) {
    Set<Integer> pairs = new HashSet<>();
    for (String text : texts) {
      Matcher found = FORM.matcher(text);
      if (!found.matches()) {
        throw new IllegalArgumentException(
            "'" + text + "' is not CAID:KEYTAG of four hexadecimal digits each");
      }
      pairs.add(pair(Integer.parseInt(found.group(1), HEX), Integer.parseInt(found.group(2), HEX)));
    }
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("it is empty, so that no ECM would be asked for");
    }
    return new OwnEcms(pairs);
  }

  private static int pair(int caSystemId, int keyTag) {
    return caSystemId << 16 | keyTag;
  }

  /** False also for a section that is too short or too long to be sent. */
  public boolean contains(int caSystemId, EcmDatagram ecm) {
    Octets section = ecm.section();
    return section.length() >= LEAST
        && section.length() <= EcmQuestion.MOST_SECTION
        && caSystemId >> 16 == 0
        && pairs.contains(pair(caSystemId, section.at(TAG) << 8 | section.at(TAG + 1)));
  }
}
