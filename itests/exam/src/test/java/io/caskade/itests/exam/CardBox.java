package io.caskade.itests.exam;

import io.caskade.api.cards.RecordedCard;
import io.caskade.api.cards.SampleReader;
import io.caskade.api.cards.VpcdCard;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;

/**
 * What the reader template needs, outside of the container: a card that is played over TCP, and the
 * template's own bundle.
 */
final class CardBox {
  private static final String TEMPLATE = "org/example/reader/TemplateReader.class";

  private CardBox() {}

  /** Plays a card as long as this process lives, and returns its port. */
  static int play() throws IOException {
    var slot = new SampleReader("box");
    slot.insert(SampleReader.OWN, new RecordedCard());
    return VpcdCard.listen(slot).port();
  }

  /** The bundle of the template as its module made it. */
  static Path template() throws IOException {
    URL found = CardBox.class.getClassLoader().getResource(TEMPLATE);
    if (found == null || !(found.openConnection() instanceof JarURLConnection jar)) {
      throw new IOException("the reader template is no bundle here: " + found);
    }
    return Path.of(jar.getJarFile().getName());
  }
}
