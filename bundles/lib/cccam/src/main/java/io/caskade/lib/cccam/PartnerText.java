package io.caskade.lib.cccam;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Command 0xFE with a text, from either end: who speaks, and which extensions.
 *
 * <p>Source: cw-protocols.md, 1.5.
 *
 * @param speaker program, version and build
 * @param extensions such as {@link #EXTENDED_MODE}
 */
public record PartnerText(String speaker, List<String> extensions) {
  /** Questions are numbered, and control words not masked. */
  public static final String EXTENDED_MODE = "EXT";

  /** Words come with {@link EcmTerms}; between sites of one operator only. */
  public static final String TERMS = "TRM";

  private static final String PREFIX = "PARTNER:";
  private static final int MOST = 255;

  public PartnerText {
    extensions = List.copyOf(extensions);
  }

  static Optional<PartnerText> of(Frame frame) {
    String text = frame.text(0, MOST);
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String rest = text.substring(PREFIX.length()).strip();
    int open = rest.lastIndexOf('[');
    int close = rest.lastIndexOf(']');
    if (open < 0 || close < open) {
      return Optional.of(new PartnerText(rest, List.of()));
    }
    List<String> names =
        Arrays.stream(rest.substring(open + 1, close).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return Optional.of(new PartnerText(rest.substring(0, open).strip(), names));
  }

  public boolean offers(String extension) {
    return extensions.contains(extension);
  }

  /** The message, its text ended by a zero. */
  public Frame frame() {
    String text =
        PREFIX + ' ' + speaker + extensions.stream().collect(Collectors.joining(",", " [", "]"));
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Frame.room(0, Command.NOK1, ascii.length + 1);
    System.arraycopy(ascii, 0, bytes, Frame.HEADER, ascii.length);
    return Frame.wrap(bytes);
  }
}
