package io.caskade.lib.receiverlistener;

/** Text from the network as it may stand in a log or on a page. */
public final class Printable {
  private static final int MOST = 64;

  private Printable() {}

  /** At most 64 characters; whatever is no visible ASCII character or blank becomes a dot. */
  public static String of(String text) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MOST); i++) {
      char each = text.charAt(i);
      clean.append(each >= ' ' && each <= '~' ? each : '.');
    }
    return clean.toString().strip();
  }
}
