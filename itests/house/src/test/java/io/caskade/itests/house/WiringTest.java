package io.caskade.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may see whom (architecture sections 2 and 3). */
class WiringTest {
  private static final Set<String> HTTP =
      Set.of("faces/rest", "faces/rest-tvcas3", "faces/panel", "ops/metrics");

  /** Foreign packages that only some bundles may see. */
  private static final Map<String, Set<String>> RESERVED =
      Map.ofEntries(
          Map.entry("javax.persistence", Set.of("store/jpa")),
          Map.entry("org.hibernate", Set.of("store/jpa")),
          Map.entry("liquibase", Set.of("store/jpa")),
          Map.entry("org.h2", Set.of("store/h2")),
          Map.entry("org.bouncycastle", Set.of("keys/crypto")),
          Map.entry("com.fazecast", Set.of("cards/reader-phoenix")),
          Map.entry("javax.smartcardio", Set.of("cards/reader-pcsc")),
          Map.entry("com.sun.jna", Set.of("cards/reader-pcsc")),
          Map.entry(
              "io.netty",
              Set.of(
                  "ecm/ecmg",
                  "emm/emmg",
                  "ops/shadow",
                  "ops/air-watch",
                  "receivers/newcamd",
                  "receivers/camd35",
                  "receivers/cccam",
                  "receivers/edge")),
          Map.entry("com.google.zxing", Set.of("receivers/files")),
          Map.entry("org.osgi.service.http", HTTP),
          Map.entry("javax.servlet", HTTP),
          Map.entry("org.glassfish.jersey", Set.of("faces/rest", "faces/rest-tvcas3")),
          Map.entry("org.apache.karaf.shell", Set.of("faces/console")));

  /** Wings whose components own sockets, threads or the card table. */
  private static final Set<String> OWNERS =
      Set.of(
          "ecm/ecmg",
          "ecm/issuer",
          "emm/emmg",
          "emm/carousel",
          "rights/management",
          "rights/mirror",
          "store/jpa",
          "faces/webhooks",
          "cards/reader-phoenix",
          "ops/cluster",
          "ops/replica",
          "ops/syslog",
          "ops/backup",
          "ops/air-watch",
          "ops/metrics",
          "cards/readers",
          "receivers/server",
          "receivers/newcamd",
          "receivers/camd35",
          "receivers/cccam",
          "receivers/edge");

  private final List<BuiltBundle> bundles = BuiltBundle.all();

  @Test
  void implementationBundlesExportNothing() {
    assertThat(bundles).isNotEmpty();
    for (BuiltBundle bundle : bundles) {
      if (!bundle.isApi()) {
        assertThat(bundle.packages("Export-Package")).as(id(bundle)).isEmpty();
      }
    }
  }

  @Test
  void anApiBundleExportsItsPackageAndWhatLiesBelowWithAVersionEach() {
    for (BuiltBundle bundle : bundles) {
      if (bundle.isApi()) {
        String root = "io.caskade.api." + bundle.name();
        assertThat(bundle.packages("Export-Package"))
            .as(id(bundle))
            .contains(root)
            .allMatch(exported -> exported.equals(root) || exported.startsWith(root + "."));
        assertThat(bundle.header("Export-Package").split("version=\"1\\.", -1))
            .as(id(bundle))
            .hasSize(bundle.packages("Export-Package").size() + 1);
      }
    }
  }

  @Test
  void noBundleKnowsAnotherImplementation() {
    for (BuiltBundle bundle : bundles) {
      assertThat(bundle.packages("Import-Package").stream().filter(p -> p.startsWith("io.caskade")))
          .as(id(bundle))
          .allMatch(p -> p.startsWith("io.caskade.api."));
      assertThat(bundle.header("Require-Bundle")).as(id(bundle)).isEmpty();
      assertThat(bundle.header("DynamicImport-Package")).as(id(bundle)).isEmpty();
    }
  }

  @Test
  void theRealTimeVocabularyDoesNotKnowRights() {
    for (BuiltBundle bundle : bundles) {
      if (bundle.isApi() && Set.of("base", "keys", "ecm", "emm").contains(bundle.name())) {
        assertThat(bundle.packages("Import-Package"))
            .as(id(bundle))
            .noneMatch(imported -> imported.startsWith("io.caskade.api.rights"));
      }
    }
  }

  @Test
  void reservedLibrariesAreSeenOnlyWhereTheyBelong() {
    for (BuiltBundle bundle : bundles) {
      for (String imported : bundle.packages("Import-Package")) {
        RESERVED.forEach(
            (reserved, allowed) -> {
              if (imported.equals(reserved) || imported.startsWith(reserved + ".")) {
                assertThat(allowed).as("%s imports %s", id(bundle), imported).contains(id(bundle));
              }
            });
      }
    }
  }

  @Test
  void ownersOfSocketsThreadsAndCardsHaveOnlyDynamicReferences() {
    for (BuiltBundle bundle : bundles) {
      if (OWNERS.contains(id(bundle))) {
        for (BuiltBundle.Component component : bundle.components()) {
          // Its own components come and go with the bundle; they have dynamic references
          // themselves.
          assertThat(component.references())
              .filteredOn(reference -> !reference.service().startsWith(bundle.ownPrefix()))
              .as("%s: a static reference closes an operator's sessions", component.name())
              .allMatch(BuiltBundle.ServiceReference::dynamic);
        }
        if (!SettingsPage.of(bundle).isEmpty()) {
          assertThat(bundle.components())
              .as("%s: a changed setting must not restart what owns a socket", id(bundle))
              .anyMatch(BuiltBundle.Component::modified);
        }
      }
    }
  }

  @Test
  void theWiringIsTheReviewedOne() {
    String wiring = bundles.stream().map(WiringTest::describe).collect(Collectors.joining("\n"));
    CommittedText.check(
        BuiltBundle.root().resolve("docs/wiring.txt"),
        "Bundle -> packages and services, written by the build.\n\n" + wiring);
  }

  private static String describe(BuiltBundle bundle) {
    var lines = new StringBuilder(id(bundle)).append('\n');
    line(lines, "exports", bundle.packages("Export-Package").stream());
    line(lines, "imports", bundle.packages("Import-Package").stream());
    for (BuiltBundle.Component component : bundle.components()) {
      lines.append("  component ").append(component.name()).append('\n');
      line(lines, "  provides", component.provides().stream());
      line(
          lines,
          "  uses",
          new TreeSet<>(
                  component.references().stream()
                      .map(r -> r.service() + (r.dynamic() ? "" : " (static)"))
                      .toList())
              .stream());
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String what, Stream<String> values) {
    String joined = values.collect(Collectors.joining(", "));
    if (!joined.isEmpty()) {
      lines.append("  ").append(what).append(": ").append(joined).append('\n');
    }
  }

  private static String id(BuiltBundle bundle) {
    return bundle.wing() + "/" + bundle.name();
  }
}
