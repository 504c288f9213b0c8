package io.caskade.itests.house;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The settings of one PID, as bnd wrote them into a bundle's metatype. */
record SettingsPage(
    String pid, boolean factory, String description, List<SettingsPage.Setting> settings) {

  /**
   * @param value default, values of a list joined by commas
   */
  record Setting(String id, String description, String value, boolean required) {}

  static List<SettingsPage> of(BuiltBundle bundle) {
    var pages = new ArrayList<SettingsPage>();
    try (var file = new JarFile(bundle.jar().toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().matches("OSGI-INF/metatype/[^/]+\\.xml")) {
          try (InputStream in = file.getInputStream(entry)) {
            pages.addAll(parse(in));
          }
        }
      }
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(bundle.jar() + " cannot be read", e);
    }
    return pages;
  }

  private static List<SettingsPage> parse(InputStream in)
      throws IOException, ParserConfigurationException, SAXException {
    Element root =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
    Map<String, Element> definitions = new HashMap<>();
    for (Element definition : elements(root, "OCD")) {
      definitions.put(definition.getAttribute("id"), definition);
    }
    var pages = new ArrayList<SettingsPage>();
    for (Element designate : elements(root, "Designate")) {
      boolean factory = !designate.getAttribute("factoryPid").isEmpty();
      String reference = elements(designate, "Object").get(0).getAttribute("ocdref");
      Element definition = definitions.get(reference);
      if (definition != null) {
        pages.add(
            new SettingsPage(
                designate.getAttribute(factory ? "factoryPid" : "pid"),
                factory,
                definition.getAttribute("description"),
                settings(definition)));
      }
    }
    return pages;
  }

  private static List<Setting> settings(Element definition) {
    return elements(definition, "AD").stream()
        .map(
            attribute ->
                new Setting(
                    attribute.getAttribute("id"),
                    attribute.getAttribute("description"),
                    attribute.getAttribute("default"),
                    !"false".equals(attribute.getAttribute("required"))
                        && attribute.getAttribute("default").isEmpty()))
        .toList();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    var elements = new ArrayList<Element>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
