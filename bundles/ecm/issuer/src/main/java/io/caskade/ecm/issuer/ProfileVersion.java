package io.caskade.ecm.issuer;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Version of a profile in OSGi's form, {@code major.minor.micro.qualifier}, and its order. Our own
 * few lines, so that tools need no OSGi on their class path.
 */
record ProfileVersion(int major, int minor, int micro, String qualifier)
    implements Comparable<ProfileVersion> {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.([A-Za-z0-9_-]+))?)?)?");
  private static final Comparator<ProfileVersion> ORDER =
      Comparator.comparingInt(ProfileVersion::major)
          .thenComparingInt(ProfileVersion::minor)
          .thenComparingInt(ProfileVersion::micro)
          .thenComparing(ProfileVersion::qualifier);

  /**
   * @throws IllegalArgumentException when the text has another form
   */
  static ProfileVersion parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("version '" + text + "' is not major.minor.micro");
    }
    return new ProfileVersion(
        number(parts.group(1)),
        number(parts.group(2)),
        number(parts.group(3)),
        parts.group(4) == null ? "" : parts.group(4));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  @Override
  public int compareTo(ProfileVersion other) {
    return ORDER.compare(this, other);
  }
}
