package io.caskade.tools.card;

import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardMode;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.VirtualCard;
import io.caskade.cards.virtual.serve.CardService;
import io.caskade.cards.virtual.serve.CardServices;
import io.caskade.cards.virtual.store.KeptCard;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.tools.card.pty.PortLink;
import io.caskade.tools.card.pty.PseudoTerminal;
import io.caskade.tools.commandline.OptionException;
import io.caskade.tools.commandline.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** The program: {@code ./caskade card}; {@link Options#HELP} says what it takes. */
public final class ServeCard {
  /** For its state, its port and its link. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(15);

  private final Options options;
  private final PrintStream out;
  private final CardServices services;

  private ServeCard(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
    services = new CardServices(out::println);
  }

  /** Ends the process with 0, 1 when the card could not be served, 2 when asked for wrongly. */
  public static void main(String[] words) {
    Program.main("card", CLEAN_UP, () -> run(words, System.out, System.err));
  }

  static int run(String[] words, PrintStream out, PrintStream err) {
    try {
      Optional<Options> options = Options.parse(words);
      if (options.isEmpty()) {
        out.print(Options.HELP);
        return words.length == 0 ? Program.WRONG_USE : 0;
      }
      new ServeCard(options.get(), out).serve();
      return 0;
    } catch (OptionException e) {
      err.println("card: " + e.getMessage());
      return Program.WRONG_USE;
    } catch (NoSuchFileException e) {
      err.println("card: there is no file " + e.getMessage() + ".");
      return Program.WRONG_USE;
    } catch (CardFormatException | IOException e) {
      err.println("card: " + e.getMessage() + ".");
      return 1;
    }
  }

  private void serve() throws IOException, CardFormatException {
    try (KeptCard kept =
        KeptCard.open(
            options.config(),
            options.states(),
            options.terms(),
            new BlockCiphers(),
            e -> out.println("The card's state could not be kept: " + e))) {
      introduce(kept.card());
      if (options.way() instanceof Options.Way.ToVpcd way) {
        await(services.toVpcd(name(kept), kept.card(), way.vpcd(), new SecureRandom()));
      } else if (options.way() instanceof Options.Way.ForVpcd way) {
        listen(way.port(), "vpcd", port -> services.forVpcd(name(kept), kept.card(), port));
      } else if (options.way() instanceof Options.Way.AsTcpPort way) {
        listen(
            way.port(),
            "a serial host",
            port -> services.asSerialLine(name(kept), kept.card(), options.echo(), port));
      } else if (options.way() instanceof Options.Way.AsPort way) {
        asPort(kept, way.link());
      }
    }
  }

  private void introduce(VirtualCard card) {
    CardTerms terms = options.terms();
    String limit =
        terms.mode() == CardMode.PROMISED
            ? terms.services() + " services at a time, block of " + terms.block().toHours() + " h"
            : "request counter of the old firmware";
    out.println("Card " + card.serial().printed() + ": " + limit + ".");
    if (options.states().isEmpty()) {
      out.println("Without --state it forgets what it learns when it is taken out.");
    }
  }

  private static String name(KeptCard kept) {
    return kept.card().serial().toString();
  }

  /** Listens on a port. */
  private interface Listener {
    CardServices.Listening listen(int port) throws IOException;
  }

  private void listen(int port, String whom, Listener listener) throws IOException {
    try (CardServices.Listening listening = listener.listen(port)) {
      out.println("Waits for " + whom + " on 127.0.0.1:" + listening.port() + ".");
      await(listening.service());
    } catch (BindException e) {
      throw new IOException(
          "port " + port + " on 127.0.0.1 cannot be had (" + e.getMessage() + "); take another one",
          e);
    }
  }

  private void asPort(KeptCard kept, Path link) throws IOException {
    try (PseudoTerminal terminal = new PseudoTerminal();
        PortLink linked = link(link, terminal.device())) {
      out.println("Its reader's port is " + link + " (" + terminal.device() + ").");
      await(services.onLine(name(kept), kept.card(), terminal, options.echo()));
      out.println("Removing " + linked.path() + ".");
    }
  }

  private static PortLink link(Path link, Path device) throws IOException {
    try {
      return new PortLink(link, device);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(link + " exists already: remove it or take another path", e);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no folder for " + link, e);
    }
  }

  /** Serves until Ctrl-C, or until there is nothing to serve on. */
  private void await(CardService service) {
    try (service) {
      service.join();
    } catch (InterruptedException e) {
      out.println("The card is taken out.");
    }
  }
}
