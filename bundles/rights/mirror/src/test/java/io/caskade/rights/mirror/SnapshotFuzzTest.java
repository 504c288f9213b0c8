package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.card;
import static io.caskade.rights.mirror.TestCards.keyed;
import static io.caskade.rights.mirror.TestCards.merged;
import static io.caskade.rights.mirror.TestCards.sold;
import static io.caskade.rights.mirror.TestCards.window;
import static io.caskade.rights.mirror.TestCards.with;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Behind the seal, garbage is refused as garbage, and what is accepted can be written again. */
class SnapshotFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void contentsAreReadOrRefused(byte[] contents) throws IOException {
    try {
      MirrorImage image = SnapshotCodec.read(new ByteArrayInputStream(contents));
      SnapshotCodec.write(image, new ByteArrayOutputStream());
      walk(image);
    } catch (StreamCorruptedException refused) {
      Assertions.assertThat(refused).hasMessageNotContaining("null");
    }
  }

  @Test
  void soundContentsWithEachByteChangedAreReadOrRefused() throws IOException {
    byte[] sound = sound();
    contentsAreReadOrRefused(sound);
    for (int at = 0; at < sound.length; at++) {
      byte[] altered = sound.clone();
      altered[at] ^= (byte) (1 << (at % 8));
      contentsAreReadOrRefused(altered);
    }
  }

  private static void walk(MirrorImage image) {
    image
        .cards()
        .values()
        .forEach(
            cards -> {
              long after = -1;
              var next = cards.next(after, TestCards.NOON, AiringRules.DEFAULT);
              while (next.isPresent()) {
                after = next.get().serial().value();
                next = cards.next(after, TestCards.NOON, AiringRules.DEFAULT);
              }
            });
  }

  private static byte[] sound() throws IOException {
    List<KeyedCard> cards =
        LongStream.range(0, 5).mapToObj(serial -> keyed(withExtras(serial))).toList();
    var contents = new ByteArrayOutputStream();
    SnapshotCodec.write(
        MirrorImage.first(ZoneOffset.UTC)
            .with(List.of(TestFeed.network("north", 1)))
            .with(merged(NetworkCards.empty(NORTH), cards))
            .with(
                KnownAccounts.NONE.become(
                    List.of(
                        TestAccounts.account(NORTH, "ann", 1),
                        TestAccounts.account(NORTH, "bob", 2))))
            .at(new FeedPosition(7, new UUID(1, 2))),
        contents);
    return contents.toByteArray();
  }

  /** Every other card has two windows. */
  private static Card withExtras(long serial) {
    Card card = card(NORTH, serial, 1);
    Window first = card.sold().windows().get(0);
    return serial % 2 == 0
        ? card
        : with(
            card,
            card.status(),
            sold(first, window(2, first.start(), first.start().plusSeconds(9))),
            card.latestFinish());
  }
}
