package io.caskade.lib.cardprotocol.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Dialogues with the original card program: {@code vectors/card_apdu.json}. */
final class CardDialogues {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private CardDialogues() {}

  /** One scenario: what was sent and answered, in order. */
  record Scenario(String name, String answerToReset, List<Step> steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @param answer data and status, in hexadecimal
   */
  record Step(String note, String command, String answer) {
    boolean reads() {
      return command.startsWith("DDCA");
    }

    /** Whether a host of the field says so: the original's tester also asked what none does. */
    boolean hosts() {
      return !reads()
          && command.length() > 10
          && CardTag.of(Integer.parseInt(command.substring(10, 12), 16)).isPresent()
          && !command.startsWith("DD8200000E");
    }

    /**
     * The card looks at the tag only; hosts ask for events with another instruction than it did.
     */
    boolean is(String other) {
      return command.equals(other)
          || command.equals("DDC60000031C0101") && other.equals("DD260000031C0101");
    }
  }

  static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    for (JsonNode scenario : read().get("scenarios")) {
      List<Step> steps = new ArrayList<>();
      for (JsonNode step : scenario.get("steps")) {
        if (step.has("command")) {
          String data = step.has("answer") ? step.get("answer").asText() : "";
          steps.add(
              new Step(
                  step.path("note").asText(),
                  step.get("command").asText(),
                  data + step.get("status").asText()));
        }
      }
      scenarios.add(
          new Scenario(scenario.get("scenario").asText(), scenario.get("atr").asText(), steps));
    }
    return scenarios;
  }

  private static JsonNode read() {
    try (InputStream in = CardDialogues.class.getResourceAsStream("/vectors/card_apdu.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A card that has a part of a dialogue with its host, and refuses every other word. */
  static final class Replay implements CardExchange<RuntimeException> {
    private final List<Step> steps;
    private int next;

    Replay(List<Step> steps) {
      this.steps = steps;
    }

    @Override
    public byte[] exchange(byte[] command) {
      if (done()) {
        throw new AssertionError("one command too many: " + HEX.formatHex(command));
      }
      Step step = steps.get(next++);
      if (!step.is(HEX.formatHex(command))) {
        throw new AssertionError(HEX.formatHex(command) + " instead of " + step.command());
      }
      return HEX.parseHex(step.answer());
    }

    boolean done() {
      return next == steps.size();
    }

    /** The next word of a host; what the tester asked besides is passed over. */
    Optional<Step> step() {
      while (!done() && !steps.get(next).hosts()) {
        next++;
      }
      return done() ? Optional.empty() : Optional.of(steps.get(next));
    }

    /** What the card answered last. */
    String answered() {
      return steps.get(next - 1).answer();
    }
  }
}
