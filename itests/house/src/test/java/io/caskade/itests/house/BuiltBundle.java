package io.caskade.itests.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A bundle as the build made it: manifest and component descriptions. */
record BuiltBundle(
    String wing,
    String name,
    Path folder,
    Path jar,
    Manifest manifest,
    List<Component> components) {

  /** A Declarative Services component as bnd described it. */
  record Component(
      String name,
      boolean modified,
      SortedSet<String> provides,
      List<ServiceReference> references) {}

  /** A reference of a component. */
  record ServiceReference(String name, String service, boolean dynamic) {}

  static Path root() {
    return Path.of(System.getProperty("caskade.root", "../..")).toAbsolutePath().normalize();
  }

  /** All bundles of {@code bundles/<wing>/<name>}, ordered; libraries are left out. */
  static List<BuiltBundle> all() {
    try (Stream<Path> poms = Files.walk(root().resolve("bundles"), 3)) {
      return poms.filter(p -> p.endsWith("pom.xml"))
          .map(Path::getParent)
          .filter(p -> p.getNameCount() == root().getNameCount() + 3)
          .filter(p -> !"lib".equals(wing(p)))
          .sorted()
          .map(BuiltBundle::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isApi() {
    return "api".equals(wing);
  }

  /** Beginning of the names of everything that is the bundle's own. */
  String ownPrefix() {
    return "io.caskade." + wing + "." + name.replace("-", "") + ".";
  }

  String symbolicName() {
    return header("Bundle-SymbolicName");
  }

  String header(String name) {
    String value = manifest.getMainAttributes().getValue(name);
    return value == null ? "" : value;
  }

  /** Packages of a manifest header, without attributes. */
  SortedSet<String> packages(String header) {
    var packages = new TreeSet<String>();
    String unquoted = header(header).replaceAll("\"[^\"]*\"", "");
    for (String clause : unquoted.split(",", -1)) {
      String name = clause.split(";", -1)[0].strip();
      if (!name.isEmpty()) {
        packages.add(name);
      }
    }
    return packages;
  }

  private static String wing(Path folder) {
    return folder.getName(folder.getNameCount() - 2).toString();
  }

  private static BuiltBundle read(Path folder) {
    String wing = wing(folder);
    String name = folder.getFileName().toString();
    Path jar =
        folder.resolve(
            "target/caskade-%s-%s-%s.jar"
                .formatted(wing, name, System.getProperty("caskade.version")));
    try (var file = new JarFile(jar.toFile())) {
      var components = new ArrayList<Component>();
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
          components.add(component(file, entry));
        }
      }
      return new BuiltBundle(wing, name, folder, jar, file.getManifest(), List.copyOf(components));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(jar + " cannot be read; build the bundles first", e);
    }
  }

  private static Component component(JarFile file, JarEntry entry)
      throws IOException, ParserConfigurationException, SAXException {
    Element root;
    try (InputStream in = file.getInputStream(entry)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      root = factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
    var provides = new TreeSet<String>();
    NodeList services = root.getElementsByTagName("provide");
    for (int i = 0; i < services.getLength(); i++) {
      provides.add(((Element) services.item(i)).getAttribute("interface"));
    }
    var references = new ArrayList<ServiceReference>();
    NodeList found = root.getElementsByTagName("reference");
    for (int i = 0; i < found.getLength(); i++) {
      var reference = (Element) found.item(i);
      references.add(
          new ServiceReference(
              reference.getAttribute("name"),
              reference.getAttribute("interface"),
              "dynamic".equals(reference.getAttribute("policy"))));
    }
    return new Component(
        root.getAttribute("name"),
        !root.getAttribute("modified").isEmpty(),
        provides,
        List.copyOf(references));
  }
}
