package io.caskade.lib.oscamconf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an oscam.user says.
 *
 * @param accounts without those whose name stands above already
 * @param findings what is odd, in the order of lines
 */
public record OscamUsers(List<OscamAccount> accounts, List<ConfFinding> findings) {
  private static final String ACCOUNT = "account";

  public OscamUsers {
    accounts = List.copyOf(accounts);
    findings = List.copyOf(findings);
  }

  /** Reads a whole file; whatever it holds, it answers. */
  public static OscamUsers read(String text) {
    ConfFile file = ConfFile.read(text);
    var reading = new Reading(file.findings());
    file.sections().forEach(reading::section);
    reading.findings.sort(Comparator.comparingInt(ConfFinding::line));
    return new OscamUsers(reading.accounts, reading.findings);
  }

  private static final class Reading {
    private final List<OscamAccount> accounts = new ArrayList<>();
    private final List<ConfFinding> findings;
    private final Map<String, Integer> lines = new HashMap<>();

    Reading(List<ConfFinding> findings) {
      this.findings = new ArrayList<>(findings);
    }

    void section(ConfSection section) {
      if (!section.name().equals(ACCOUNT)) {
        find(section.line(), ConfFault.FOREIGN_SECTION, section.name());
        return;
      }
      Optional<String> user = section.value("user");
      if (user.isEmpty()) {
        find(section.line(), ConfFault.USER_MISSING);
        return;
      }
      Integer above = lines.putIfAbsent(user.get(), section.line());
      if (above != null) {
        find(section.line(), ConfFault.DUPLICATE_ACCOUNT, user.get(), above);
        return;
      }
      Optional<String> password = section.value("pwd");
      if (password.isEmpty()) {
        find(section.line(), ConfFault.PASSWORD_MISSING, user.get());
      }
      accounts.add(account(section, user.get(), password.orElse("")));
    }

    private OscamAccount account(ConfSection section, String user, String password) {
      return new OscamAccount(
          section.line(),
          user,
          password,
          number(section, "disabled", 0, 1).orElse(0) == 1,
          date(section),
          section.value("hostname"),
          section.value("allowedprotocols").map(Reading::list).orElse(List.of()),
          number(section, "uniq", 0, 4),
          number(section, "cccreshare", -1, 9),
          others(section));
    }

    private List<ConfSection.Entry> others(ConfSection section) {
      List<ConfSection.Entry> others = new ArrayList<>();
      for (ConfSection.Entry entry : section.entries()) {
        String usual = AccountKeys.OTHERS.get(entry.key());
        if (usual != null) {
          if (!entry.value().isEmpty() && !entry.value().equals(usual)) {
            others.add(entry);
          }
        } else if (!AccountKeys.READ.contains(entry.key()) && !AccountKeys.silent(entry.key())) {
          find(entry.line(), ConfFault.UNKNOWN_KEY, entry.key());
        }
      }
      return others;
    }

    private OptionalInt number(ConfSection section, String key, int least, int most) {
      Optional<ConfSection.Entry> entry = section.entry(key);
      if (entry.isEmpty()) {
        return OptionalInt.empty();
      }
      if (entry.get().value().matches("-?[0-9]{1,4}")) {
        int value = Integer.parseInt(entry.get().value());
        if (value >= least && value <= most) {
          return OptionalInt.of(value);
        }
      }
      find(entry.get().line(), ConfFault.VALUE_INVALID, key);
      return OptionalInt.empty();
    }

    private Optional<LocalDate> date(ConfSection section) {
      Optional<ConfSection.Entry> entry = section.entry("expdate");
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(LocalDate.parse(entry.get().value()));
      } catch (DateTimeException e) {
        find(entry.get().line(), ConfFault.VALUE_INVALID, "expdate");
        return Optional.empty();
      }
    }

    private void find(int line, ConfFault fault, Object... arguments) {
      findings.add(ConfFinding.of(line, fault, arguments));
    }

    private static List<String> list(String value) {
      return Arrays.stream(value.split(","))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .toList();
    }
  }
}
