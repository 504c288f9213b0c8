package io.caskade.cards.virtual.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.cards.virtual.limit.RequestCounter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The old firmware, byte for byte: all dialogues that were recorded with it. Where a dialogue tells
 * of hundreds of ECMs in a note, they are made here.
 */
class DialoguesTest {
  /** What happens at a note without a command, or before the first step. */
  private interface Deed {
    void on(VirtualCard card);
  }

  private static final String OFF = "counter switched off (state CA)";
  private static final String OFF_TYPE_0 = "counter off, EMM with type 0";
  private static final String OLDER = "a time stamp before the block releases it";

  private static final Map<String, Deed> NOTES =
      Map.of(
          "ECMs 3 s apart from time 1586693800 on; ECM number 330 is the first refused one, its time"
              + " is 1586694787",
          card -> assertThat(firstRefused(card, 1_586_693_800L, 3, 400)).isEqualTo(330),
          "600 ECMs one second apart: 0 refused",
          card -> assertThat(firstRefused(card, 1_586_695_000L, 1, 600)).isZero(),
          "after that, 1 s apart from 1586695700: ECM number 322 is refused",
          card -> assertThat(firstRefused(card, 1_586_695_700L, 1, 400)).isEqualTo(322),
          "1 s apart from 1586695700: ECM number 322 is refused",
          card -> assertThat(firstRefused(card, 1_586_695_700L, 1, 400)).isEqualTo(322));

  /** The number of the first that is not opened, 0 when all were. */
  private static int firstRefused(VirtualCard card, long from, int apart, int most) {
    for (int number = 1; number <= most; number++) {
      long time = from + (number - 1L) * apart;
      if (!HeadEnd.opens(card, HeadEnd.ecm(time, 1, number, 1))) {
        return number;
      }
    }
    return 0;
  }

  @TestFactory
  Stream<DynamicTest> everyDialogue() throws IOException {
    JsonNode file;
    try (InputStream in = getClass().getResourceAsStream("/tvcas3/card_apdu.json")) {
      file = new ObjectMapper().readTree(in);
    }
    assertThat(file.get("personalisation_bin").asText()).isEqualTo(HeadEnd.BIN);
    assertThat(file.get("scenarios")).hasSize(9);
    return Stream.iterate(0, i -> i < file.get("scenarios").size(), i -> i + 1)
        .map(file.get("scenarios")::get)
        .map(s -> DynamicTest.dynamicTest(s.get("scenario").asText(), () -> replay(s)));
  }

  private static void replay(JsonNode scenario) {
    String name = scenario.get("scenario").asText();
    VirtualCard card = card(name);
    assertThat(HeadEnd.hex(card.reset())).isEqualTo(scenario.get("atr").asText());
    if (name.equals(OLDER)) {
      // The recording does not tell how it was blocked: 308 ECMs, by its count of page writes.
      assertThat(firstRefused(card, 1_586_694_710L, 3, 400)).isEqualTo(308);
    }
    int played = 0;
    for (JsonNode step : scenario.get("steps")) {
      String note = step.get("note").asText();
      if (step.has("command")) {
        String expected = step.path("answer").asText("") + step.get("status").asText();
        assertThat(HeadEnd.ask(card, step.get("command").asText())).as(note).isEqualTo(expected);
      } else {
        assertThat(NOTES).as("notes that are understood").containsKey(note);
        NOTES.get(note).on(card);
      }
      played++;
    }
    assertThat(played).isPositive();
  }

  private static VirtualCard card(String scenario) {
    CardState fresh = CardState.fresh(HeadEnd.config());
    boolean off = List.of(OFF, OFF_TYPE_0).contains(scenario);
    CardState state =
        new CardState(
            fresh.entitlement(),
            fresh.host(),
            fresh.counts(),
            fresh.maturity(),
            fresh.pin(),
            off ? new RequestCounter.State(0, RequestCounter.Mode.OFF, 0) : fresh.counter(),
            fresh.limit(),
            fresh.unblocks());
    return HeadEnd.card(CardTerms.COMPATIBLE, state, CardStore.NONE);
  }
}
