package io.caskade.tools.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A licence as a jar names it.
 *
 * @param id its identifier in the list of SPDX, empty when the jar's words are none we know
 * @param name as the jar says it
 * @param url empty for none
 */
record Licence(String id, String name, String url) {
  private static final Pattern LINK = Pattern.compile(";\\s*link\\s*=\\s*\"?([^\";]+)\"?");

  /** Words that jars use, and what they mean; each in lower case, every word must occur. */
  private static final Map<String, List<List<String>>> KNOWN =
      Map.of(
          "Apache-2.0", List.of(List.of("apache", "2.0")),
          "EPL-1.0", List.of(List.of("epl-v10"), List.of("epl-1.0")),
          "EPL-2.0", List.of(List.of("epl-2.0"), List.of("epl-v20")),
          "BSD-3-Clause",
              List.of(List.of("bsd-3-clause"), List.of("edl-v10"), List.of("asm.ow2.io")),
          "MIT", List.of(List.of("opensource.org/licenses/mit")),
          "MPL-1.1", List.of(List.of("mpl", "1.1")),
          "MPL-2.0", List.of(List.of("mpl", "2.0")),
          "LGPL-2.1-or-later", List.of(List.of("lgpl-2.1-or-later")),
          "LGPL-2.1-only", List.of(List.of("gnu.org", "lgpl-2.1")),
          "GPL-2.0-with-classpath-exception", List.of(List.of("gnu.org", "classpath")));

  /**
   * The licences of a {@code Bundle-License} header: clauses between commas, each a name or an
   * address with attributes behind semicolons.
   */
  static List<Licence> ofHeader(String header) {
    List<Licence> licences = new ArrayList<>();
    for (String clause : clauses(header)) {
      Matcher link = LINK.matcher(clause);
      String url = link.find() ? link.group(1).strip() : "";
      int end = clause.indexOf(';');
      String name = unquoted(end < 0 ? clause : clause.substring(0, end));
      if (!name.isEmpty()) {
        licences.add(of(name, url.isEmpty() && name.startsWith("http") ? name : url));
      }
    }
    return licences.stream().distinct().toList();
  }

  static Licence of(String name, String url) {
    String words = (name + " " + url).toLowerCase(Locale.ROOT);
    String id =
        KNOWN.entrySet().stream()
            .filter(
                known ->
                    known.getValue().stream()
                        .anyMatch(all -> all.stream().allMatch(words::contains)))
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst()
            .orElse("");
    return new Licence(id, name, url);
  }

  private static List<String> clauses(String header) {
    List<String> clauses = new ArrayList<>();
    var clause = new StringBuilder();
    boolean quoted = false;
    for (char c : header.toCharArray()) {
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        clauses.add(clause.toString());
        clause.setLength(0);
      } else {
        clause.append(c);
      }
    }
    clauses.add(clause.toString());
    return clauses;
  }

  private static String unquoted(String text) {
    return text.replace("\"", "").strip();
  }
}
