package io.caskade.lib.simulcrypt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The captured messages under {@code src/test/resources/vectors}. */
public final class GoldenPdus {
  private GoldenPdus() {}

  /**
   * One captured message.
   *
   * @param sender SCS, ECMG, EMMG or MUX
   * @param parameters type, then value, as hexadecimal digits; in wire order
   */
  public record Golden(
      String file,
      String sender,
      String message,
      int version,
      String hex,
      List<String> parameters) {
    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
      return file + " " + sender + " " + message;
    }
  }

  /** All messages of {@code file} in order, whichever case they are in. */
  public static List<Golden> of(String file) {
    List<Golden> all = new ArrayList<>();
    JsonNode root = read("simulcrypt/" + file + ".json");
    collect(file, root, all);
    assertThat(all).as("messages in " + file).isNotEmpty();
    return all;
  }

  /** Parses a resource under {@code vectors/}. */
  public static JsonNode read(String path) {
    try (InputStream in = GoldenPdus.class.getResourceAsStream("/vectors/" + path)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static void collect(String file, JsonNode node, List<Golden> all) {
    if (node.isObject() && node.has("hex") && node.has("message_type")) {
      List<String> parameters = new ArrayList<>();
      for (JsonNode parameter : node.get("parameters")) {
        parameters.add(
            parameter.get("type").asText().substring(2) + " " + parameter.get("value").asText());
      }
      all.add(
          new Golden(
              file,
              node.get("direction").asText().replaceAll("->.*", ""),
              node.get("message").asText(),
              node.get("version").asInt(),
              node.get("hex").asText(),
              parameters));
      return;
    }
    node.forEach(child -> collect(file, child, all));
  }

  /** The parameters of {@code pdu} as {@link Golden#parameters} writes them. */
  public static List<String> parameters(Pdu pdu) {
    List<String> parameters = new ArrayList<>();
    for (Parameter parameter : pdu.parameters()) {
      byte[] value = new byte[parameter.value().remaining()];
      parameter.value().get(0, value);
      parameters.add(
          HexFormat.of().withUpperCase().toHexDigits(parameter.type(), 4)
              + " "
              + HexFormat.of().formatHex(value));
    }
    return parameters;
  }
}
