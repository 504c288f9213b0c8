package io.caskade.emm.carousel;

import io.caskade.api.ecm.CasProfile;
import java.util.Comparator;

/** A profile service: the highest ranking, then version, wins. */
record ProfileOffer(CasProfile profile, String name, int ranking, String version) {
  static final Comparator<ProfileOffer> BEST_LAST =
      Comparator.comparingInt(ProfileOffer::ranking)
          .thenComparing(ProfileOffer::version, ProfileOffer::compareVersions);

  /** OSGi's form: numbers, then letters; what is missing counts as 0. */
  private static int compareVersions(String left, String right) {
    String[] a = left.split("\\.", 4);
    String[] b = right.split("\\.", 4);
    for (int i = 0; i < 3; i++) {
      int order = Integer.compare(number(a, i), number(b, i));
      if (order != 0) {
        return order;
      }
    }
    return (a.length > 3 ? a[3] : "").compareTo(b.length > 3 ? b[3] : "");
  }

  private static int number(String[] parts, int index) {
    if (index >= parts.length || !parts[index].matches("[0-9]{1,9}")) {
      return 0;
    }
    return Integer.parseInt(parts[index]);
  }
}
