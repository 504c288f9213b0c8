package io.caskade.lib.cccamcfg;

import io.caskade.lib.cccamcfg.ServerLine.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a CCcam.cfg as it was meant, and tells where CCcam itself would have passed a line over in
 * silence.
 */
final class CccamCfgReader {
  /** A letter, perhaps blanks, a colon, the rest. */
  private static final Pattern LETTER_LINE = Pattern.compile("([A-Za-z])(\\s*):(.*)");

  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9 \\t]{1,40}");

  private final Findings findings = new Findings();
  private final List<UserLine> users = new ArrayList<>();
  private final Map<String, Integer> userLines = new HashMap<>();
  private final List<ServerLine> servers = new ArrayList<>();
  private final List<OptionLine> options = new ArrayList<>();
  private final List<Integer> blocksEmm = new ArrayList<>();

  CccamCfg read(String text) {
    List<String> lines = Lines.of(text);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!Lines.silent(line)) {
        line(i + 1, line);
      }
    }
    return new CccamCfg(users, servers, options, blocksEmm, findings.all());
  }

  private void line(int number, String line) {
    Matcher letter = LETTER_LINE.matcher(line);
    if (!letter.matches()) {
      option(number, line);
      return;
    }
    String written = letter.group(1);
    if (!letter.group(2).isEmpty()) {
      findings.add(number, CfgFault.BLANK_BEFORE_COLON, written);
    }
    String rest = letter.group(3);
    if (!rest.isEmpty() && !Character.isWhitespace(rest.charAt(0))) {
      findings.add(number, CfgFault.MISSING_BLANK, written);
    }
    String upper = written.toUpperCase(Locale.ROOT);
    if (!upper.equals(written)) {
      findings.add(number, CfgFault.WRONG_CASE, written);
    }
    letterLine(number, upper, rest);
  }

  private void letterLine(int number, String letter, String rest) {
    switch (letter) {
      case "F" -> new UserLineReader(number, rest, findings).read().ifPresent(this::user);
      case "B" -> blocksEmm.add(number);
      default -> {
        Optional<Kind> kind =
            Arrays.stream(Kind.values())
                .filter(each -> letter.charAt(0) == each.letter())
                .findFirst();
        if (kind.isEmpty()) {
          findings.add(number, CfgFault.UNKNOWN_LETTER, letter);
        } else {
          new ServerLineReader(number, kind.get(), rest, findings).read().ifPresent(servers::add);
        }
      }
    }
  }

  private void user(UserLine user) {
    Integer above = userLines.putIfAbsent(user.name(), user.line());
    if (above == null) {
      users.add(user);
    } else {
      findings.add(user.line(), CfgFault.DUPLICATE_USER, user.name(), above);
    }
  }

  private void option(int number, String line) {
    int colon = line.indexOf(':');
    String before = colon < 0 ? "" : line.substring(0, colon).strip();
    if (!KEY.matcher(before).matches()) {
      findings.add(number, CfgFault.UNKNOWN_LINE);
      return;
    }
    String key = before.replaceAll("\\s+", " ");
    String upper = key.toUpperCase(Locale.ROOT);
    Optional<GlobalOption> known = GlobalOption.of(upper);
    if (known.isEmpty()) {
      unknown(number, key, upper);
      return;
    }
    if (!upper.equals(key)) {
      findings.add(number, CfgFault.WRONG_CASE, key);
    }
    options.add(new OptionLine(number, known.get()));
  }

  /** Options are written in capitals; whatever else stands before a colon may be a password. */
  private void unknown(int number, String key, String upper) {
    if (upper.equals(key)) {
      findings.add(number, CfgFault.UNKNOWN_OPTION, key);
    } else {
      findings.add(number, CfgFault.UNKNOWN_LINE);
    }
  }
}
