package io.caskade.receivers.files.intake;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a log-in may be called here, and what is proposed for another name. */
final class AccountNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,20}");
  private static final int LONGEST = 20;

  private AccountNames() {}

  static boolean right(String name) {
    return NAME.matcher(name).matches();
  }

  /** In small letters, with hyphens for what is none of ours, and no longer than CCcam sends. */
  static String proposed(String name) {
    String proposed = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
    return proposed.substring(0, Math.min(LONGEST, proposed.length()));
  }
}
