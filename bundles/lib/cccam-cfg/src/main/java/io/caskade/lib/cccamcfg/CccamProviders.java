package io.caskade.lib.cccamcfg;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a CCcam.providers says: names, {@code <caid><ident> "name"} in each line. It filters
 * nothing.
 *
 * @param names in the order of lines
 * @param findings what is odd
 */
public record CccamProviders(List<Name> names, List<CfgFinding> findings) {
  private static final Pattern LINE =
      Pattern.compile("([0-9A-Fa-f]{4})([0-9A-Fa-f]{6})\\s+\"([^\"]*)\".*");

  public CccamProviders {
    names = List.copyOf(names);
    findings = List.copyOf(findings);
  }

  /**
   * @param line from 1
   * @param caid 0 to FFFF
   * @param ident 0 to FFFFFF
   */
  public record Name(int line, int caid, int ident, String name) {}

  /** Reads a whole file; whatever it holds, it answers. */
  public static CccamProviders read(String text) {
    List<Name> names = new ArrayList<>();
    var findings = new Findings();
    List<String> lines = Lines.of(text);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Matcher name = LINE.matcher(line);
      if (name.matches()) {
        names.add(
            new Name(
                i + 1,
                Integer.parseInt(name.group(1), 16),
                Integer.parseInt(name.group(2), 16),
                name.group(3)));
      } else if (!Lines.silent(line)) {
        findings.add(i + 1, CfgFault.PROVIDER_INVALID);
      }
    }
    return new CccamProviders(names, findings.all());
  }
}
