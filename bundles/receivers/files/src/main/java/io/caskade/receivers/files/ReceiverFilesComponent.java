package io.caskade.receivers.files;

import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.files.FileProgress;
import io.caskade.api.rights.receivers.files.FileReport;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import io.caskade.api.rights.receivers.files.ReceiverFiles;
import io.caskade.receivers.files.intake.Intake;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes files over; holds nothing between two calls. */
@Component(service = ReceiverFiles.class)
public final class ReceiverFilesComponent implements ReceiverFiles {
  private final Intake intake;

  /** Made by Declarative Services. */
  @Activate
  public ReceiverFilesComponent(
      @Reference ReceiverManagement receivers,
      @Reference CardManagement cards,
      @Reference NetworkDirectory networks) {
    intake = new Intake(receivers, cards, networks, InstantSource.system());
  }

  @Override
  public FileReport check(Caller caller, ReceiverFile file) {
    return intake.check(caller, file);
  }

  @Override
  public FileReport take(Caller caller, ReceiverFile file, FileProgress progress) {
    return intake.take(caller, file, progress);
  }
}
