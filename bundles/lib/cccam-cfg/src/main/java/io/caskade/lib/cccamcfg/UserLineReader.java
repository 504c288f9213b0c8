package io.caskade.lib.cccamcfg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands behind {@code F:}. */
final class UserLineReader {
  private static final String LETTER = "F";
  private static final int USUAL_UPHOPS = 5;

  /** Uphops is the third field of a line. */
  private static final int FIRST_NUMBER = 3;

  private static final int NUMBERS = 3;
  private static final Pattern LIMIT =
      Pattern.compile("([0-9A-Fa-f]{1,4}):([0-9A-Fa-f]{1,8})(?::([0-9]{1,4}))?");

  private final int line;
  private final Fields fields;
  private final Findings findings;

  UserLineReader(int line, String text, Findings findings) {
    this.line = line;
    this.fields = new Fields(text);
    this.findings = findings;
  }

  Optional<UserLine> read() {
    Optional<String> name = fields.word();
    Optional<String> password = fields.word();
    if (name.isEmpty() || password.isEmpty()) {
      findings.add(line, CfgFault.TOO_FEW_FIELDS, LETTER);
      return Optional.empty();
    }
    List<OptionalInt> numbers = numbers();
    List<List<String>> groups = groups();
    Optional<String> host = host(groups.size());
    while (groups.size() < 3) {
      groups.add(List.of());
    }
    return Optional.of(
        new UserLine(
            line,
            name.get(),
            password.get(),
            numbers.get(0).orElse(USUAL_UPHOPS),
            numbers.get(1),
            numbers.get(2),
            limits(groups.get(0)),
            groups.get(1),
            groups.get(2),
            host));
  }

  /** Uphops, shareemus, allowemm. */
  private List<OptionalInt> numbers() {
    List<OptionalInt> numbers = new ArrayList<>();
    for (Optional<String> word = fields.plain(); word.isPresent(); word = fields.plain()) {
      if (numbers.size() == NUMBERS) {
        findings.add(line, CfgFault.TOO_MANY_FIELDS, LETTER, FIRST_NUMBER + NUMBERS);
        break;
      }
      if (word.get().matches("[0-9]{1,6}")) {
        numbers.add(OptionalInt.of(Integer.parseInt(word.get())));
      } else {
        findings.add(line, CfgFault.NUMBER_EXPECTED, LETTER, FIRST_NUMBER + numbers.size());
        numbers.add(OptionalInt.empty());
      }
    }
    while (numbers.size() < NUMBERS) {
      numbers.add(OptionalInt.empty());
    }
    if (numbers.get(1).orElse(0) > 1) {
      findings.add(line, CfgFault.GUIDE_READING, numbers.get(1).getAsInt());
    }
    return numbers;
  }

  /** The parts of up to three pairs of braces. */
  private List<List<String>> groups() {
    List<List<String>> groups = new ArrayList<>();
    Optional<Fields.Braces> next = fields.braces();
    while (next.isPresent()) {
      Fields.Braces braces = next.get();
      if (!braces.closed()) {
        findings.add(line, CfgFault.BRACE_OPEN);
      } else if (!braces.blanksRight()) {
        findings.add(line, CfgFault.BRACE_BLANKS);
      }
      groups.add(
          Arrays.stream(braces.content().split(","))
              .map(String::strip)
              .filter(part -> !part.isEmpty())
              .toList());
      if (groups.size() == 3) {
        return groups;
      }
      next = fields.braces();
    }
    return groups;
  }

  private Optional<String> host(int groups) {
    Optional<String> host = fields.plain();
    if (host.isPresent() && groups < 3) {
      findings.add(line, CfgFault.HOST_POSITION);
    }
    return host;
  }

  private List<CardLimit> limits(List<String> parts) {
    List<CardLimit> limits = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Matcher part = LIMIT.matcher(parts.get(i));
      if (part.matches()) {
        limits.add(
            new CardLimit(
                Integer.parseInt(part.group(1), 16),
                (int) (Long.parseLong(part.group(2), 16) & 0xFFFFFF),
                part.group(3) == null ? 0 : Integer.parseInt(part.group(3))));
      } else {
        findings.add(line, CfgFault.LIMIT_INVALID, i + 1);
      }
    }
    return limits;
  }
}
