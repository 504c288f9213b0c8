package io.caskade.faces.console.commands.receivers;

import io.caskade.api.rights.receivers.files.FileProgress;
import io.caskade.faces.console.commands.Output;

/** Says after each hundred accounts how far an import is. */
final class ImportProgress implements FileProgress {
  private static final int STEP = 100;

  private final Output output;

  ImportProgress(Output output) {
    this.output = output;
  }

  @Override
  public void at(int done, int total) {
    if (done % STEP == 0 && done < total) {
      output.say("receiver.import-progress", Integer.toString(done), Integer.toString(total));
    }
  }
}
