package io.caskade.ecm.issuer.clock;

import io.caskade.ecm.issuer.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The floor in a file of one line: {@code caskade-ecm-floor 1 <seconds since 1970> <CRC-32 of the
 * text before it, eight hexadecimal digits>}. To drop a floor that a wrong clock left in the
 * future, stop the head-end and delete the file.
 */
public final class FloorFile implements FloorStore {
  private static final Logger LOG = LoggerFactory.getLogger(FloorFile.class);
  private static final Pattern LINE =
      Pattern.compile("(caskade-ecm-floor 1 (\\d{1,11})) ([0-9a-f]{8})\\R?");

  private final AtomicFile file;

  public FloorFile(Path path) {
    this.file = new AtomicFile(path);
  }

  @Override
  public OptionalLong load() {
    if (!file.exists()) {
      return OptionalLong.empty();
    }
    String why;
    try {
      OptionalLong floor = parse(new String(file.read(), StandardCharsets.ISO_8859_1));
      if (floor.isPresent()) {
        return floor;
      }
      why = "its contents are damaged";
    } catch (IOException e) {
      why = e.toString();
    }
    LOG.warn(
        "The floor of the ECM time in {} cannot be read ({}); ECM time starts with the system"
            + " clock. Check that the clock is right.",
        file,
        why);
    return OptionalLong.empty();
  }

  static OptionalLong parse(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches() && checksum(parts.group(1)).equals(parts.group(3))
        ? OptionalLong.of(Long.parseLong(parts.group(2)))
        : OptionalLong.empty();
  }

  @Override
  public void save(long seconds) throws IOException {
    String text = "caskade-ecm-floor 1 " + seconds;
    file.write((text + " " + checksum(text) + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String checksum(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
