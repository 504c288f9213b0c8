package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What leaves the house, without starting it: bills that name every jar, archives that carry
 * nothing of the machine that packed them, and a service that gives Java what the start script
 * gives it.
 */
final class ShippedTest {
  /** {@code project.build.outputTimestamp}. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final String PRINTED_TIME = " 2026-01-01 00:00:00 ";
  private static final Path ARCHIVE = Path.of(System.getProperty("caskade.distribution"));
  private static final Path BUNDLE = Path.of(System.getProperty("caskade.bundle"));
  private static final Path PACKAGE = Path.of(System.getProperty("caskade.package"));
  private static final Pattern OURS = Pattern.compile("caskade-.*\\.jar");
  private static final int MEMBER_HEADER = 60;

  private static Path home;
  private static Path bundle;

  @BeforeAll
  static void unpack(@TempDir Path folder) throws Exception {
    home = unpacked(ARCHIVE, folder.resolve("home"));
    bundle = unpacked(BUNDLE, folder.resolve("bundle"));
  }

  private static Path unpacked(Path archive, Path into) throws Exception {
    Files.createDirectories(into);
    Ran.of("tar", "-xzf", archive.toString(), "-C", into.toString(), "--strip-components", "1")
        .ok();
    return into;
  }

  @Test
  void theBillOfTheBundleNamesEveryJar() throws Exception {
    Set<String> jars = jars(home);
    assertThat(jars).hasSizeGreaterThan(200).anyMatch(jar -> jar.startsWith("lib/boot/"));
    jars.addAll(
        jars(bundle).stream()
            .map(jar -> jar.substring(jar.lastIndexOf('/') + 1))
            .collect(Collectors.toSet()));
    Bom bom = bill(Files.readAllBytes(bundle.resolve("bom.json")));
    assertThat(places(bom)).containsExactlyInAnyOrderElementsOf(jars);
    assertThat(bom.getComponents())
        .allSatisfy(one -> assertThat(one.getVersion()).as(one.getName()).isNotEmpty());
    long licensed = bom.getComponents().stream().filter(one -> one.getLicenses() != null).count();
    System.out.printf(
        "bill of materials: %d components, %d name their licence%n",
        bom.getComponents().size(), licensed);
    assertThat(licensed).isGreaterThan(bom.getComponents().size() * 4L / 5);
  }

  @Test
  void theBillOfThePackageIsInIt(@TempDir Path folder) throws Exception {
    unpackPackage(folder);
    Set<String> jars = jars(folder.resolve("usr/share/caskade"));
    Set<String> expected =
        jars.stream()
            .map(jar -> jar.startsWith("programs/") ? jar.substring("programs/".length()) : jar)
            .collect(Collectors.toSet());
    byte[] bill = Files.readAllBytes(folder.resolve("usr/share/doc/caskade/bom.json"));
    assertThat(places(bill(bill))).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void thePackageTellsSettingsFromWhatBelongsToTheBuild(@TempDir Path folder) throws Exception {
    unpackPackage(folder);
    Path etc = folder.resolve("etc/caskade");
    List<String> settings =
        Ran.of("dpkg-deb", "--info", PACKAGE.toString(), "conffiles")
            .ok()
            .lines()
            .sorted()
            .toList();
    List<String> files = new ArrayList<>();
    List<String> links = new ArrayList<>();
    try (Stream<Path> all = Files.walk(etc)) {
      for (Path file : all.filter(one -> !Files.isDirectory(one)).toList()) {
        (Files.isSymbolicLink(file) ? links : files).add(etc.relativize(file).toString());
      }
    }
    assertThat(settings)
        .containsExactlyElementsOf(files.stream().map("/etc/caskade/"::concat).sorted().toList());
    String script = Files.readString(Path.of(System.getProperty("caskade.script")));
    String platform = script.replaceAll("(?s).*PLATFORM_FILES=\"(.*?)\".*", "$1");
    assertThat(links).containsExactlyInAnyOrder(platform.replace("\\\n", "").strip().split("\\s+"));
    // Each file of the build is there one way or the other, and nothing else but Java's options.
    files.remove("java.options");
    files.addAll(links);
    assertThat(files)
        .containsExactlyInAnyOrderElementsOf(names(folder.resolve("usr/share/caskade/home/etc")));
    assertThat(names(folder.resolve("usr/share/caskade/home/etc")))
        .containsExactlyInAnyOrderElementsOf(names(home.resolve("etc")));
  }

  @Test
  void theServiceGivesJavaWhatTheStartScriptGives(@TempDir Path folder) throws Exception {
    unpackPackage(folder);
    Path java = Files.createDirectories(folder.resolve("jre/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        [ "$1" != -version ] || { echo 'openjdk version "17.0.1" 2021-10-19' >&2; exit 0; }
        printf '%s\\n' "$@"
        """);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    String given =
        Ran.in(
                home,
                Map.of("JAVA_HOME", folder.resolve("jre").toString()),
                List.of(home.resolve("bin/karaf").toString(), "daemon"))
            .ok();
    List<String> script = joined(given.lines().toList());
    assertThat(script).last().isEqualTo("org.apache.karaf.main.Main");
    List<String> service =
        options(Files.readString(folder.resolve("usr/share/caskade/java.options")));
    assertThat(service)
        .containsExactlyInAnyOrderElementsOf(
            script.subList(0, script.size() - 1).stream().map(ShippedTest::installed).toList());
    assertThat(options(Files.readString(folder.resolve("etc/caskade/java.options")))).isEmpty();
    String unit = Files.readString(folder.resolve("usr/lib/systemd/system/caskade.service"));
    assertThat(unit.lines().filter(line -> line.startsWith("Exec")))
        .containsExactly(
            "ExecStart=/usr/share/caskade/java @/usr/share/caskade/java.options"
                + " @/etc/caskade/java.options org.apache.karaf.main.Main");
  }

  @Test
  void theArchivesCarryNothingOfTheMachineThatPackedThem() throws Exception {
    for (Path archive : List.of(ARCHIVE, BUNDLE)) {
      assertSameForAll(
          Ran.of("tar", "--utc", "--full-time", "-tvzf", archive.toString()).ok(), archive);
    }
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "no dpkg-deb here");
    for (String part : List.of("--fsys-tarfile", "--ctrl-tarfile")) {
      String line = "dpkg-deb %s '%s' | tar --utc --full-time -tvf -".formatted(part, PACKAGE);
      assertSameForAll(Ran.of("bash", "-c", line).ok(), PACKAGE);
    }
    assertThat(memberTimes()).hasSize(3).allMatch("1767225600"::equals);
  }

  @Test
  void ourJarsCarryTheTimeOfTheSourcesAlone() throws Exception {
    List<Path> ours = new ArrayList<>();
    for (Path folder : List.of(home, bundle)) {
      jars(folder).stream()
          .map(folder::resolve)
          .filter(file -> OURS.matcher(file.getFileName().toString()).matches())
          .forEach(ours::add);
    }
    assertThat(ours).hasSizeGreaterThan(20);
    for (Path jar : ours) {
      try (var zip = new ZipInputStream(Files.newInputStream(jar))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          boolean shaded =
              jar.toString().endsWith("-all.jar") && !entry.getName().contains("caskade");
          // What others packed keeps their times.
          if (!shaded) {
            assertThat(entry.getTimeLocal()).as(jar + ": " + entry.getName()).isEqualTo(TIME);
          }
        }
      }
    }
  }

  private static void assertSameForAll(String list, Path archive) {
    List<String> lines = list.lines().toList();
    assertThat(lines).as(archive.toString()).isNotEmpty();
    assertThat(lines)
        .as("owner, mode and time of all in " + archive)
        .allMatch(
            line ->
                line.contains(" root/root ")
                    && line.contains(PRINTED_TIME)
                    && Set.of(
                            "-rw-r--r--",
                            "-rwxr-xr-x",
                            "-rw-r-----",
                            "drwxr-xr-x",
                            "drwxr-x---",
                            "drwx------",
                            "lrw-r--r--")
                        .contains(line.substring(0, 10)));
  }

  /** The times in the heads of the members of the package, which is an archive of {@code ar}. */
  private static List<String> memberTimes() throws IOException {
    List<String> times = new ArrayList<>();
    try (InputStream in = Files.newInputStream(PACKAGE)) {
      assertThat(new String(in.readNBytes(8), StandardCharsets.US_ASCII)).isEqualTo("!<arch>\n");
      for (byte[] head = in.readNBytes(MEMBER_HEADER);
          head.length == MEMBER_HEADER;
          head = in.readNBytes(MEMBER_HEADER)) {
        String text = new String(head, StandardCharsets.US_ASCII);
        times.add(text.substring(16, 28).strip());
        long size = Long.parseLong(text.substring(48, 58).strip());
        in.skipNBytes(size + size % 2);
      }
    }
    return times;
  }

  private static void unpackPackage(Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "no dpkg-deb here");
    Ran.of("dpkg-deb", "--extract", PACKAGE.toString(), folder.toString()).ok();
  }

  private static Set<String> jars(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".jar"))
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static Bom bill(byte[] text) throws Exception {
    var parser = new JsonParser();
    assertThat(parser.validate(text, Version.VERSION_16)).isEmpty();
    return parser.parse(text);
  }

  private static Set<String> places(Bom bom) {
    Set<String> places = new TreeSet<>();
    for (Component component : bom.getComponents()) {
      component
          .getEvidence()
          .getOccurrences()
          .forEach(one -> assertThat(places.add(one.getLocation())).as("named once").isTrue());
    }
    return places;
  }

  /** Options of a file for Java: a line each, but a class path's name and value share one. */
  private static List<String> options(String file) {
    return file.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /** Options that the script gives as two words. */
  private static List<String> joined(List<String> words) {
    List<String> options = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-classpath")) {
        options.add(word + " " + folders(words.get(++i)));
      } else if (word.startsWith("--") && !word.contains("=")) {
        options.add(word + "=" + words.get(++i));
      } else {
        options.add(word);
      }
    }
    return options;
  }

  /** A class path of jars as one of folders. */
  private static String folders(String classPath) {
    return Stream.of(classPath.split(":"))
        .map(jar -> Path.of(jar).getParent() + "/*")
        .distinct()
        .collect(Collectors.joining(":"));
  }

  /** An option with the folders of the package instead of the home's. */
  private static String installed(String option) {
    return option
        .replace(home + "/etc", "/etc/caskade")
        .replace(home + "/data/log", "/var/log/caskade")
        .replace(home + "/data", "/var/lib/caskade/data")
        .replace(home + "/instances", "/var/lib/caskade/instances")
        .replace("karaf.base=" + home, "karaf.base=/var/lib/caskade")
        .replace(home.toString(), "/usr/share/caskade");
  }
}
