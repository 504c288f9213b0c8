package io.caskade.receivers.cccam.pages;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page in HTML. Programs take what stands between the first double {@code <BR>} and the end of
 * the body, or the table in {@code <PRE>}.
 */
final class HtmlPage {
  private HtmlPage() {}

  static String of(Page page, Sight sight, Page.Looks looks) {
    String title = escaped("Welcome to CCcam " + sight.version() + " server");
    List<String> lines = page.lines(sight, looks).stream().map(HtmlPage::escaped).toList();
    return "<HTML>\n<HEAD>\n<TITLE>"
        + title
        + "</TITLE>\n</HEAD>\n<BODY>\n<H2>"
        + title
        + "</H2>\n"
        + menu()
        + "<BR><BR>"
        + (page == Page.INFO ? String.join("<BR>\n", lines) : table(lines))
        + "<BR></BODY>\n</HTML>\n";
  }

  private static String menu() {
    return Arrays.stream(Page.values())
        .map(page -> "<A HREF=\"" + page.path() + "\">" + page.command() + "</A>")
        .collect(Collectors.joining(" | "));
  }

  private static String table(List<String> lines) {
    return "\n<PRE>\n" + String.join("\n", lines) + "\n</PRE>\n";
  }

  /**
   * What a client says of itself must not become a part of the page. Quotes stay: programs look for
   * the one in {@code ecm's}, and text stands in no attribute.
   */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
