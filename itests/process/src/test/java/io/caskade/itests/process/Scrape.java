package io.caskade.itests.process;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of {@code /metrics}, read as strictly as OpenMetrics 1.0 wants it: a family's type
 * before its samples and only once, suffixes as its type has them, no sample twice, buckets that
 * rise to their count, an end.
 */
final class Scrape {
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (caskade_[a-z0-9_]+) (counter|gauge|histogram)");
  private static final Pattern HELP = Pattern.compile("# HELP (caskade_[a-z0-9_]+) \\S.*");
  private static final String LABEL = "[a-z][a-z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z][a-z0-9_]*)(?:\\{((?:"
              + LABEL
              + ")(?:,"
              + LABEL
              + ")*)\\})?"
              + " (-?[0-9.]+(?:E-?[0-9]+)?|\\+Inf|NaN)");
  private static final Pattern BOUND = Pattern.compile("(?:^|,)le=\"([^\"]+)\"");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Map<String, Double> lastBucket = new HashMap<>();

  private Scrape() {}

  /**
   * @throws AssertionError with the line that is not as it should be
   */
  static Scrape of(String text) {
    if (!text.endsWith("\n# EOF\n")) {
      throw new AssertionError("no end");
    }
    Scrape scrape = new Scrape();
    String family = "";
    for (String line : text.substring(0, text.length() - "# EOF\n".length()).split("\n")) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        family = type.group(1);
        if (scrape.types.put(family, type.group(2)) != null) {
          throw new AssertionError("a second time: " + line);
        }
      } else if (!HELP.matcher(line).matches()) {
        scrape.sample(family, line);
      }
    }
    scrape.compareBucketsWithCounts();
    return scrape;
  }

  private void sample(String family, String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches() || !suffixes(family).contains(sample.group(1))) {
      throw new AssertionError("not a sample of " + family + ": " + line);
    }
    String labels = sample.group(2) == null ? "" : sample.group(2);
    double value =
        sample.group(3).equals("+Inf")
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(sample.group(3));
    if (samples.put(sample.group(1) + "{" + labels + "}", value) != null) {
      throw new AssertionError("twice: " + line);
    }
    if (sample.group(1).equals(family + "_bucket")) {
      bucket(family, labels, value, line);
    }
  }

  private Set<String> suffixes(String family) {
    return switch (types.getOrDefault(family, "")) {
      case "counter" -> Set.of(family + "_total");
      case "gauge" -> Set.of(family);
      case "histogram" -> Set.of(family + "_bucket", family + "_count", family + "_sum");
      default -> new HashSet<>();
    };
  }

  private void bucket(String family, String labels, double value, String line) {
    Matcher bound = BOUND.matcher(labels);
    if (!bound.find()) {
      throw new AssertionError("a bucket without bound: " + line);
    }
    String others = BOUND.matcher(labels).replaceAll("");
    Double before = lastBucket.put(family + "_count{" + others + "}", value);
    if (before != null && before > value) {
      throw new AssertionError("buckets fall: " + line);
    }
  }

  private void compareBucketsWithCounts() {
    lastBucket.forEach(
        (count, last) -> {
          if (!last.equals(samples.get(count))) {
            throw new AssertionError(count + ": " + samples.get(count) + ", buckets " + last);
          }
        });
  }

  /** Families and their types. */
  Map<String, String> types() {
    return types;
  }

  /** Sum of all samples of that name whose labels contain this text. */
  double sum(String name, String labels) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(name + "{"))
        .filter(sample -> sample.getKey().contains(labels))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  double sum(String name) {
    return sum(name, "");
  }
}
