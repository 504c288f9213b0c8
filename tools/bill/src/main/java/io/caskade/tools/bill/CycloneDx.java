package io.caskade.tools.bill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Writes CycloneDX 1.6 as JSON. The same components give the same bytes: its serial number is made
 * of their digests and its time is the one of the build's sources.
 */
final class CycloneDx {
  private static final String GROUP = "io.caskade";

  private final String name;
  private final String version;
  private final Instant time;

  /**
   * @param name of what is shipped
   * @param time that the bill carries
   */
  CycloneDx(String name, String version, Instant time) {
    this.name = name;
    this.version = version;
    this.time = time;
  }

  void write(Collection<Component> components, Writer out) throws IOException {
    var printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
      json.writeStringField("bomFormat", "CycloneDX");
      json.writeStringField("specVersion", "1.6");
      json.writeStringField("serialNumber", "urn:uuid:" + serial(components));
      json.writeNumberField("version", 1);
      metadata(json);
      json.writeArrayFieldStart("components");
      for (Component component : components) {
        component(json, component);
      }
      json.writeEndArray();
      dependencies(json, components);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static UUID serial(Collection<Component> components) {
    var all = new StringBuilder();
    components.forEach(one -> all.append(one.reference()).append(one.sha256()).append('\n'));
    return UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void metadata(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("timestamp", time.toString());
    json.writeObjectFieldStart("component");
    json.writeStringField("type", "application");
    json.writeStringField("bom-ref", reference());
    json.writeStringField("group", GROUP);
    json.writeStringField("name", name);
    json.writeStringField("version", version);
    licences(json, List.of(Licence.of("Apache-2.0", "")));
    json.writeEndObject();
    json.writeEndObject();
  }

  private String reference() {
    return "pkg:generic/" + name + "@" + version;
  }

  private static void component(JsonGenerator json, Component component) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "library");
    json.writeStringField("bom-ref", component.reference());
    named(json, component.what());
    json.writeArrayFieldStart("hashes");
    json.writeStartObject();
    json.writeStringField("alg", "SHA-256");
    json.writeStringField("content", component.sha256());
    json.writeEndObject();
    json.writeEndArray();
    licences(json, component.licences());
    json.writeStringField("purl", component.what().purl());
    inside(json, component);
    json.writeObjectFieldStart("evidence");
    json.writeArrayFieldStart("occurrences");
    for (String place : component.places()) {
      json.writeStartObject();
      json.writeStringField("location", place);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void named(JsonGenerator json, Coordinates what) throws IOException {
    if (!what.group().isEmpty()) {
      json.writeStringField("group", what.group());
    }
    json.writeStringField("name", what.name());
    if (!what.version().isEmpty()) {
      json.writeStringField("version", what.version());
    }
  }

  private static void inside(JsonGenerator json, Component component) throws IOException {
    if (component.inside().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("components");
    for (Coordinates one : component.inside()) {
      json.writeStartObject();
      json.writeStringField("type", "library");
      json.writeStringField("bom-ref", component.reference() + "/" + one.purl());
      named(json, one);
      json.writeStringField("purl", one.purl());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void licences(JsonGenerator json, List<Licence> licences) throws IOException {
    if (licences.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("licenses");
    for (Licence licence : licences) {
      json.writeStartObject();
      json.writeObjectFieldStart("license");
      if (licence.id().isEmpty()) {
        json.writeStringField("name", licence.name());
      } else {
        json.writeStringField("id", licence.id());
      }
      if (!licence.url().isEmpty()) {
        json.writeStringField("url", licence.url());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void dependencies(JsonGenerator json, Collection<Component> components)
      throws IOException {
    json.writeArrayFieldStart("dependencies");
    json.writeStartObject();
    json.writeStringField("ref", reference());
    json.writeArrayFieldStart("dependsOn");
    for (Component component : components) {
      json.writeString(component.reference());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }
}
