package io.caskade.store.h2;

import io.caskade.api.rights.StorageRoom;
import java.io.File;
import org.h2.store.fs.FilePath;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Makes the files of {@code jdbc:h2:patient:} known to H2. A database that is open keeps the files
 * it has: an update of this bundle is used from the next opening on.
 */
@Component(immediate = true)
public final class H2FilesComponent implements StorageRoom {
  private static final long PAUSE_MILLIS = 200;

  private final Room room =
      new Room(file -> new File(file).getUsableSpace(), () -> Thread.sleep(PAUSE_MILLIS));
  private final FilePath files = PatientPath.root(room);
  private final Bundle framework;

  /** Made by Declarative Services. */
  @Activate
  public H2FilesComponent(BundleContext context) {
    framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    FilePath.register(files);
  }

  @Deactivate
  void deactivate() {
    FilePath.unregister(files);
    if (framework.getState() == Bundle.STOPPING) {
      room.end();
    }
  }

  @Override
  public void demand() {
    room.demand();
  }
}
