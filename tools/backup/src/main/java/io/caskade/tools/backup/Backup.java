package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.keys.Passphrase;
import io.caskade.keys.crypto.PassphraseSealedStreams;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Behind {@code ./caskade backup}, {@code restore} and {@code rollback}. Exit codes: 0 done, 1
 * refused with the reason, 2 asked in other words.
 */
public final class Backup {
  /** Held here, or its level would be forgotten. */
  private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

  private static final String HOME = "--home";
  private static final String TO = "--to";
  private static final String DATABASE = "--database";
  private static final String PASSPHRASE = "--passphrase-file";

  private final Screen screen;
  private final PassphraseSealedStreams seal = new PassphraseSealedStreams();

  private Backup(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] arguments) {
    LIQUIBASE.setLevel(Level.WARNING);
    var screen =
        new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8), Locale.getDefault());
    try {
      System.exit(new Backup(screen).run(List.of(arguments)));
    } catch (CaskadeException e) {
      ControlClient.tell(e, screen);
      System.exit(1);
    } catch (IllegalArgumentException e) {
      System.err.println("caskade: " + e.getMessage());
      System.exit(2);
    } catch (NoSuchFileException e) {
      System.err.println("caskade: there is no file " + e.getFile());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("caskade: " + e);
      System.exit(1);
    }
  }

  private int run(List<String> arguments) throws IOException {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("make, offline, restore or rollback?");
    }
    Options options =
        Options.of(arguments.subList(1, arguments.size()), List.of(HOME, TO, DATABASE, PASSPHRASE));
    return switch (arguments.get(0)) {
      case "make" -> make(options);
      case "offline" -> offline(options);
      case "restore" -> restore(options);
      case "rollback" -> rollback(options);
      default -> throw new IllegalArgumentException("unknown: " + arguments.get(0));
    };
  }

  /** 3 when the head-end does not run. */
  private int make(Options options) throws IOException {
    return switch (new ControlClient(screen).make(options.need(HOME), options.path(TO))) {
      case MADE -> 0;
      case REFUSED -> 1;
      case NOT_RUNNING -> 3;
    };
  }

  private int offline(Options options) throws IOException {
    screen.say("making.offline");
    new OfflineBackup(screen, seal, InstantSource.system())
        .make(new Home(options.need(HOME)), options.path(TO));
    return 0;
  }

  private int restore(Options options) throws IOException {
    Path file = options.word(0, "the file of the backup");
    Passphrase passphrase = Asked.passphrase(options.path(PASSPHRASE), screen);
    try {
      new Restore(screen, seal).onto(options.need(HOME), file, passphrase, options.path(DATABASE));
      return 0;
    } finally {
      passphrase.destroy();
    }
  }

  private int rollback(Options options) throws IOException {
    Path home = options.need(HOME);
    Path file = options.word(0, "the file of the backup");
    Optional<Path> given = options.path(PASSPHRASE);
    Path kept = new Home(home).passphrase().file();
    Passphrase passphrase = Asked.passphrase(Optional.of(given.orElse(kept)), screen);
    try {
      new Restore(screen, seal).back(home, file, passphrase, options.path(DATABASE));
      return 0;
    } finally {
      passphrase.destroy();
    }
  }
}
