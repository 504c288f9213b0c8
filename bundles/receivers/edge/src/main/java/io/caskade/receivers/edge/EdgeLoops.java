package io.caskade.receivers.edge;

import io.caskade.receivers.edge.wire.EdgeThreads;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The threads of all edges as a component. */
@Component(service = EdgeLoops.class)
public final class EdgeLoops {
  private final EdgeThreads threads;

  @Activate
  public EdgeLoops() {
    threads = EdgeThreads.open();
  }

  @Deactivate
  void close() {
    threads.close();
  }

  EdgeThreads threads() {
    return threads;
  }
}
