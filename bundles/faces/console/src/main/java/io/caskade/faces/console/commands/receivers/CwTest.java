package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.faces.console.commands.Output;
import io.caskade.lib.cwclient.LineTest;
import io.caskade.lib.cwclient.Verdict;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:cw-test}: what {@code ./caskade cw-test} does, with a look into this head-end. */
@Service
@Command(
    scope = "cas",
    name = "cw-test",
    description = "Logs in as a receiver does and says what is wrong with the line")
public final class CwTest extends LineOptions {
  @Reference(optional = true)
  @Nullable ReceiverDesk receiverDesk;

  @Reference(optional = true)
  @Nullable EcmOpenings openings;

  @Reference(optional = true)
  @Nullable NetworkDirectory directory;

  @Option(name = "--show-words", description = "Prints the control words; they open the picture")
  boolean showWords;

  @Override
  protected void run(Output output) throws IOException {
    LineTest.Wanted wanted = wanted(prompt());
    try {
      var seen = new SeenHere(output, wanted.line(), showWords, Optional.ofNullable(receiverDesk));
      Verdict verdict = new LineTest(wanted, new SecureRandom(), System::nanoTime).verdict(seen);
      print(output, verdict);
      var ages = new EcmAges(openings, directory, InstantSource.system());
      wanted
          .ecm()
          .flatMap(ecm -> ages.judge(ecm, wanted.caSystemId(), verdict.finding().isGood()))
          .ifPresent(old -> print(output, old));
    } finally {
      wanted.line().account().destroy();
    }
  }

  private static void print(Output output, Verdict verdict) {
    output.line(verdict.text(output.texts().locale()));
    output.line(verdict.cure(output.texts().locale()));
  }
}
