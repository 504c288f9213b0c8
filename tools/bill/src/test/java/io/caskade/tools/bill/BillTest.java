package io.caskade.tools.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bill of a made-up distribution, read back by the library of CycloneDX. */
final class BillTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final String LICENCE =
      "Manifest-Version: 1.0\nBundle-License: \"Apache-2.0\";link=\"https://a.example/l\",\n"
          + "  http://www.gnu.example/own.html\n";

  @TempDir Path folder;

  @Test
  void everyJarIsNamedWithItsPlaceDigestAndLicence() throws Exception {
    jar("system/org/a/thing/1.2/thing-1.2.jar", Map.of("META-INF/MANIFEST.MF", LICENCE));
    Bom bom = bom();

    org.cyclonedx.model.Component thing = bom.getComponents().get(0);
    assertThat(thing.getPurl()).isEqualTo("pkg:maven/org.a/thing@1.2");
    assertThat(thing.getHashes())
        .singleElement()
        .satisfies(hash -> assertThat(hash.getValue()).hasSize(64));
    assertThat(thing.getLicenses().getLicenses())
        .extracting(licence -> licence.getId() + " " + licence.getName())
        .containsExactly("Apache-2.0 null", "null http://www.gnu.example/own.html");
    assertThat(thing.getEvidence().getOccurrences())
        .singleElement()
        .satisfies(
            place ->
                assertThat(place.getLocation()).isEqualTo("system/org/a/thing/1.2/thing-1.2.jar"));
  }

  @Test
  void whatIsPackedIntoAJarIsNamedInsideIt() throws Exception {
    jar(
        "system/org/a/big/2/big-2-all.jar",
        Map.of(
            pom("org.a", "big"), maven("org.a", "big", "2"), pom("c", "d"), maven("c", "d", "7")));
    org.cyclonedx.model.Component big = bom().getComponents().get(0);
    assertThat(big.getPurl()).isEqualTo("pkg:maven/org.a/big@2?classifier=all");
    assertThat(big.getComponents())
        .singleElement()
        .satisfies(inside -> assertThat(inside.getPurl()).isEqualTo("pkg:maven/c/d@7"));
  }

  @Test
  void outsideOfTheRepositoryMavenOrTheFileTellsTheName() throws Exception {
    jar("lib/boot/known-1.jar", Map.of(pom("k", "known"), maven("k", "known", "1")));
    jar("lib/boot/un-known-3.4.jar", Map.of("x", "y"));
    assertThat(bom().getComponents())
        .extracting(org.cyclonedx.model.Component::getPurl)
        .containsExactly("pkg:maven/k/known@1", "pkg:maven/un-known@3.4");
  }

  @Test
  void theSameBytesInTwoPlacesAreOneComponent() throws Exception {
    Path one = jar("system/a/b/1/b-1.jar", Map.of(pom("a", "b"), maven("a", "b", "1")));
    Files.createDirectories(folder.resolve("lib"));
    Files.copy(one, folder.resolve("lib/b-1.jar"));
    assertThat(bom().getComponents())
        .singleElement()
        .satisfies(b -> assertThat(b.getEvidence().getOccurrences()).hasSize(2));
  }

  @Test
  void theSameJarsGiveTheSameBytes() throws Exception {
    jar("system/a/b/1/b-1.jar", Map.of("x", "y"));
    String first = text();
    Files.setLastModifiedTime(folder.resolve("system/a/b/1/b-1.jar"), FileTime.from(Instant.EPOCH));
    assertThat(text()).isEqualTo(first);
    jar("system/a/c/1/c-1.jar", Map.of("x", "y"));
    assertThat(text()).isNotEqualTo(first);
  }

  private Bom bom() throws Exception {
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    var parser = new JsonParser();
    assertThat(parser.validate(text, Version.VERSION_16)).isEmpty();
    return parser.parse(text);
  }

  private String text() throws IOException {
    Collection<Component> components = new Bill(folder).components(List.of());
    var out = new StringWriter();
    new CycloneDx("caskade", "1", TIME).write(components, out);
    return out.toString();
  }

  private Path jar(String name, Map<String, String> files) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> one : files.entrySet()) {
        var entry = new ZipEntry(one.getKey());
        entry.setLastModifiedTime(FileTime.from(TIME));
        out.putNextEntry(entry);
        out.write(one.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static String pom(String group, String name) {
    return "META-INF/maven/" + group + "/" + name + "/pom.properties";
  }

  private static String maven(String group, String name, String version) {
    return "groupId=" + group + "\nartifactId=" + name + "\nversion=" + version + "\n";
  }
}
