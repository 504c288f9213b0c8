package io.caskade.lib.oscamconf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file of OSCam: sections with {@code key = value}; {@code #} and {@code ;} begin comments.
 *
 * @param sections in the order of lines
 * @param findings what is odd
 */
public record ConfFile(List<ConfSection> sections, List<ConfFinding> findings) {
  private static final String MARK = "\uFEFF";

  public ConfFile {
    sections = List.copyOf(sections);
    findings = List.copyOf(findings);
  }

  /** Reads a whole file; whatever it holds, it answers. */
  public static ConfFile read(String text) {
    var reading = new Reading();
    String[] lines = (text.startsWith(MARK) ? text.substring(1) : text).split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      reading.line(i + 1, lines[i].strip());
    }
    return reading.end();
  }

  /** The sections so far, and the one that is being read. */
  private static final class Reading {
    private final List<ConfSection> sections = new ArrayList<>();
    private final List<ConfFinding> findings = new ArrayList<>();
    private final List<ConfSection.Entry> entries = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private String name = "";
    private int begin;

    void line(int number, String line) {
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        return;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        close();
        name = line.substring(1, line.length() - 1).strip().toLowerCase(Locale.ROOT);
        begin = number;
        return;
      }
      int equals = line.indexOf('=');
      String key = equals < 0 ? "" : line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      if (!key.matches("[a-z0-9_-]{1,64}")) {
        findings.add(ConfFinding.of(number, ConfFault.NO_ENTRY));
      } else if (begin == 0) {
        findings.add(ConfFinding.of(number, ConfFault.NO_SECTION));
      } else {
        entry(number, key, line.substring(equals + 1).strip());
      }
    }

    private void entry(int number, String key, String value) {
      if (!keys.add(key)) {
        findings.add(ConfFinding.of(number, ConfFault.DUPLICATE_KEY, key));
      }
      entries.add(new ConfSection.Entry(number, key, value));
    }

    private void close() {
      if (begin > 0) {
        sections.add(new ConfSection(begin, name, entries));
      }
      entries.clear();
      keys.clear();
    }

    ConfFile end() {
      close();
      return new ConfFile(sections, findings);
    }
  }
}
