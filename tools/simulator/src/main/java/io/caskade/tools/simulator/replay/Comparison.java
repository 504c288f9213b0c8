package io.caskade.tools.simulator.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The answers of two runs side by side. Answers about different streams may come in any order, so
 * equal ones are paired wherever they stand; what is left over is told.
 *
 * @param same answers that came as recorded
 */
record Comparison(int same, List<String> differences) {
  Comparison {
    differences = List.copyOf(differences);
  }

  static Comparison of(List<Answer> expected, List<Answer> came) {
    List<Answer> missing = new ArrayList<>();
    List<Answer> left = new ArrayList<>(came);
    for (Answer answer : expected) {
      if (!left.remove(answer)) {
        missing.add(answer);
      }
    }
    int same = expected.size() - missing.size();
    List<String> differences = new ArrayList<>();
    for (Answer answer : missing) {
      Answer instead = left.stream().filter(answer::isAbout).findFirst().orElse(null);
      if (instead == null) {
        differences.add("recorded, but did not come: " + answer);
      } else {
        left.remove(instead);
        differences.add("recorded: " + answer + "; now: " + instead + cure(instead));
      }
    }
    left.forEach(answer -> differences.add("not recorded, but came: " + answer + cure(answer)));
    return new Comparison(same, differences);
  }

  private static String cure(Answer answer) {
    String cure = answer.cure(Locale.ENGLISH);
    return cure.isEmpty() ? "" : ". " + cure;
  }
}
