package io.caskade.emm.emmg;

import io.caskade.emm.emmg.wire.OutputLoops;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The event loop of all outputs as a component. */
@Component(service = EmmgLoops.class)
public final class EmmgLoops {
  private final OutputLoops loops;

  @Activate
  public EmmgLoops() {
    loops = OutputLoops.open(1);
  }

  @Deactivate
  void close() {
    loops.close();
  }

  OutputLoops loops() {
    return loops;
  }
}
