package io.caskade.itests.process;

import java.io.File;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import javax.smartcardio.TerminalFactory;

/**
 * A PC/SC program that has never heard of virtual cards: a process of its own beside a pcscd of its
 * own. Puts {@code ./caskade card} into the reader, asks it, takes it out and puts it in again;
 * tells each step in a line.
 */
public final class PcscDialogue {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ATR = "3B240030423030";

  /** A command of the recorded dialogues (tvcas3, 13) and its answer. */
  private record Step(String command, String answer) {}

  private static final List<Step> STEPS =
      List.of(
          new Step("DD82000011110F01B00FFFFFFB000009040B00E0302B", "981A"),
          new Step("DDCA00001A", "221809040B00E03023070000007D2B750423070000000005CD8B9000"),
          new Step("DDC60000031C0100", "9831"),
          new Step("DDC60000031C0101", "9000"),
          new Step("DDC20000026600", "9806"),
          new Step("DDCA000006", "74047D2B75049000"),
          new Step(
              "DDA200003A14380081703470326421C8A31FC757909B95654E2438D28F2E0A4B30658C9426394301BF46"
                  + "87308E2FF901BF4687308E2FF97ECC48FD2090F896",
              "9822"),
          new Step(
              "DDCA000022",
              "250D00000100002021222324252627250D00000000003031323334353637310240009000"),
          new Step(
              "DDA200003A1438008170347032642158B00C3ABBCA856DEF88AC794386096F8C89A9C0C7D4F03A01BF46"
                  + "87308E2FF901BF4687308E2FF945F088A865A4773B",
              "9804"),
          new Step("DDCA000004", "310200009000"),
          new Step("DDC80000071F053132333404", "9000"));

  private final Path cardJar;
  private final Path config;
  private final Path folder;

  private PcscDialogue(Path cardJar, Path config, Path folder) {
    this.cardJar = cardJar;
    this.config = config;
    this.folder = folder;
  }

  /**
   * Runs the whole of it.
   *
   * @param words jar of {@code ./caskade card}, CONFIG file, folder for state and output
   */
  public static void main(String[] words) throws Exception {
    new PcscDialogue(Path.of(words[0]), Path.of(words[1]), Path.of(words[2])).run();
  }

  private void run() throws Exception {
    CardTerminal reader = reader();
    require("an empty reader", reader.waitForCardAbsent(PATIENCE.toMillis()));
    for (int time = 1; time <= 3; time++) {
      Process program = serve();
      try {
        require("a card", reader.waitForCardPresent(PATIENCE.toMillis()));
        say("plugged " + time);
        dialogue(reader, time == 1 ? "02" : "04");
        say("dialogue " + time);
      } finally {
        program.destroy();
        require("the end of the card", program.waitFor(20, TimeUnit.SECONDS));
      }
      require("an empty reader", reader.waitForCardAbsent(PATIENCE.toMillis()));
      say("unplugged " + time);
    }
  }

  /** PC/SC may still be starting. */
  private static CardTerminal reader() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        List<CardTerminal> readers = TerminalFactory.getInstance("PC/SC", null).terminals().list();
        if (!readers.isEmpty()) {
          readers.forEach(one -> say("reader " + one.getName()));
          return readers.get(0);
        }
      } catch (NoSuchAlgorithmException | CardException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      require("a reader", System.nanoTime() < end);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Process serve() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-jar",
            cardJar.toString(),
            "--config",
            config.toString(),
            "--state",
            folder.resolve("state").toString(),
            "--vpcd",
            "127.0.0.1:35963")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("card.txt").toFile()))
        .redirectInput(new File("/dev/null"))
        .start();
  }

  private static void dialogue(CardTerminal reader, String maturity) throws CardException {
    Card card = reader.connect("T=0");
    try {
      requireEqual(ATR, HEX.formatHex(card.getATR().getBytes()));
      CardChannel channel = card.getBasicChannel();
      requireEqual("9811", ask(channel, "DD26000003100140"));
      requireEqual(
          "20014028020B002F02002C3001" + maturity + "2301029000", ask(channel, "DDCA000011"));
      for (Step step : STEPS) {
        requireEqual(step.answer(), ask(channel, step.command()));
      }
    } finally {
      card.disconnect(true);
    }
  }

  private static String ask(CardChannel channel, String command) throws CardException {
    ResponseAPDU answer = channel.transmit(new CommandAPDU(HEX.parseHex(command)));
    return HEX.formatHex(answer.getBytes());
  }

  private static void requireEqual(String expected, String came) {
    if (!expected.equals(came)) {
      throw new IllegalStateException("expected " + expected + ", got " + came);
    }
  }

  private static void require(String what, boolean there) {
    if (!there) {
      throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
