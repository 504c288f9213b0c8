package io.caskade.ops.airwatch;

import io.caskade.api.ecm.CasProfile;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** The profiles that are there; of one name the highest ranking, then version, serves. */
final class ProfileShelf {
  private final Map<ServiceReference<CasProfile>, CasProfile> all = new HashMap<>();

  synchronized void add(ServiceReference<CasProfile> reference, CasProfile profile) {
    all.put(reference, profile);
  }

  synchronized void remove(ServiceReference<CasProfile> reference) {
    all.remove(reference);
  }

  /** Those that serve, by name. */
  synchronized Map<String, CasProfile> present() {
    Map<String, CasProfile> serving = new HashMap<>();
    // Ascending, so that the best of a name comes last.
    all.keySet().stream()
        .sorted(ProfileShelf::compare)
        .forEach(reference -> serving.put(nameOf(reference), all.get(reference)));
    return serving;
  }

  private static int compare(ServiceReference<CasProfile> one, ServiceReference<CasProfile> other) {
    int byRanking = Integer.compare(ranking(one), ranking(other));
    return byRanking != 0 ? byRanking : version(one).compareTo(version(other));
  }

  private static String nameOf(ServiceReference<CasProfile> reference) {
    return String.valueOf(reference.getProperty(CasProfile.NAME));
  }

  private static int ranking(ServiceReference<CasProfile> reference) {
    return reference.getProperty("service.ranking") instanceof Integer ranking ? ranking : 0;
  }

  private static Version version(ServiceReference<CasProfile> reference) {
    return reference.getProperty(CasProfile.VERSION) instanceof String version
        ? Version.parseVersion(version)
        : Version.emptyVersion;
  }
}
