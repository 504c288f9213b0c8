package io.caskade.ecm.issuer;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pins in a properties file, one line {@code profile=version} each. */
public final class PinFile implements PinStore {
  private static final Logger LOG = LoggerFactory.getLogger(PinFile.class);

  private final AtomicFile file;

  public PinFile(Path path) {
    this.file = new AtomicFile(path);
  }

  @Override
  public Map<String, String> load() {
    if (!file.exists()) {
      return Map.of();
    }
    try {
      var lines = new Properties();
      lines.load(new StringReader(new String(file.read(), StandardCharsets.UTF_8)));
      var pins = new TreeMap<String, String>();
      for (String name : lines.stringPropertyNames()) {
        String version = lines.getProperty(name, "");
        ProfileVersion.parse(version);
        pins.put(name, version);
      }
      return pins;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "Profile pins in {} cannot be read ({}); no profile is pinned. Pin it again with"
              + " cas:profile-pin.",
          file,
          e.getMessage());
      return Map.of();
    }
  }

  @Override
  public void save(Map<String, String> pins) throws IOException {
    String text =
        new TreeMap<>(pins)
            .entrySet().stream()
                .map(pin -> pin.getKey() + "=" + pin.getValue() + "\n")
                .collect(Collectors.joining());
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
