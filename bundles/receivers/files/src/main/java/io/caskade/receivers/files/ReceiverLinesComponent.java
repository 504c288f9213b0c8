package io.caskade.receivers.files;

import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.files.LineRequest;
import io.caskade.api.rights.receivers.files.ReceiverLines;
import io.caskade.api.rights.receivers.files.ReceiverSheet;
import io.caskade.receivers.files.lines.LineDesk;
import io.caskade.receivers.files.lines.LineSettings;
import io.caskade.receivers.files.lines.Listeners;
import io.caskade.receivers.files.lines.QrCode;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Makes lines; holds its settings only, so a change of them makes it anew. */
@Component(service = ReceiverLines.class, configurationPid = ReceiverLinesComponent.PID)
@Designate(ocd = FilesConfig.class)
public final class ReceiverLinesComponent implements ReceiverLines {
  static final String PID = "io.caskade.receivers.files";

  private final LineDesk desk;

  /** Made by Declarative Services. */
  @Activate
  public ReceiverLinesComponent(
      FilesConfig config,
      @Reference ReceiverManagement receivers,
      @Reference NetworkDirectory networks,
      @Reference ConfigurationAdmin configurations) {
    var settings =
        new LineSettings(
            PID,
            config.mainHost().strip(),
            config.fallOverHost().strip(),
            config.cccamPort(),
            config.newcamdPort(),
            config.newcamdKey().strip(),
            config.cs378xPort(),
            config.camd35Port());
    desk = new LineDesk(receivers, networks, new Listeners(configurations), settings);
  }

  @Override
  public ReceiverSheet lines(Caller caller, LineRequest request) {
    return ReceiverSheet.of(desk.lines(caller, request));
  }

  @Override
  public ReceiverSheet picture(Caller caller, LineRequest request) {
    return ReceiverSheet.of(QrCode.of(desk.lines(caller, request)).svg());
  }
}
