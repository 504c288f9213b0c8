package io.caskade.receivers.cccam.pages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the head of one HTTP/1 request from what comes, 8 KiB at most; a body is never read. One
 * thread.
 *
 * <p>Source: RFC 9112, 2 to 5. Lines may end without a carriage return, as scripts write them.
 */
final class HeadInbox {
  static final int MOST = 8192;

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([A-Z]{1,16}) (?:http://[^/ ]+)?(/[^ ?]*)(?:\\?[^ ]*)? HTTP/1\\.[01]");
  private static final String AUTHORIZATION = "authorization:";

  private final byte[] kept = new byte[MOST];
  private int length;
  private boolean broken;

  /**
   * Takes what came.
   *
   * @return the head once it is whole; nothing more is to be given then
   */
  Optional<RequestHead> take(byte[] bytes) {
    if (broken) {
      return Optional.empty();
    }
    int room = Math.min(bytes.length, MOST - length);
    System.arraycopy(bytes, 0, kept, length, room);
    length += room;
    int end = end();
    if (end < 0) {
      broken = length == MOST;
      return Optional.empty();
    }
    Optional<RequestHead> head = parse(new String(kept, 0, end, StandardCharsets.ISO_8859_1));
    Arrays.fill(kept, (byte) 0);
    broken = head.isEmpty();
    return head;
  }

  /** It is no request, or too long. */
  boolean isBroken() {
    return broken;
  }

  /** Where the empty line begins, -1 while there is none. */
  private int end() {
    for (int i = 1; i < length; i++) {
      if (kept[i] == '\n'
          && (kept[i - 1] == '\n' || i > 1 && kept[i - 1] == '\r' && kept[i - 2] == '\n')) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<RequestHead> parse(String text) {
    String[] lines = text.split("\r?\n", -1);
    Matcher request = REQUEST_LINE.matcher(lines[0]);
    if (!request.matches()) {
      return Optional.empty();
    }
    Optional<String> authorization = Optional.empty();
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].toLowerCase(Locale.ROOT).startsWith(AUTHORIZATION)) {
        if (authorization.isPresent()) {
          return Optional.empty();
        }
        authorization = Optional.of(lines[i].substring(AUTHORIZATION.length()).strip());
      }
    }
    return Optional.of(new RequestHead(request.group(1), request.group(2), authorization));
  }
}
