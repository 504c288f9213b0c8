package io.caskade.receivers.server;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.CoreSites;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Cores that answer when a test says so. */
final class PlayedCores implements CoreSites {
  private final Map<EcmDatagram, CoreAnswer> served = new ConcurrentHashMap<>();
  private final List<Held> held = new CopyOnWriteArrayList<>();
  final List<EcmDatagram> asked = new CopyOnWriteArrayList<>();
  volatile boolean holding;

  private record Held(Consumer<CoreAnswer> taker, CoreAnswer due) {}

  /** This ECM is one of the cores', and comes to that. */
  void serve(EcmDatagram ecm, CoreAnswer answer) {
    served.put(ecm, answer);
  }

  @Override
  public boolean serves(int caSystemId, EcmDatagram ecm) {
    return caSystemId == ServerRig.CAID && served.containsKey(ecm);
  }

  @Override
  public void open(int caSystemId, EcmDatagram ecm, Consumer<CoreAnswer> taker) {
    asked.add(ecm);
    CoreAnswer due = served.getOrDefault(ecm, new CoreAnswer.Away());
    if (holding) {
      held.add(new Held(taker, due));
    } else {
      taker.accept(due);
    }
  }

  /** Gives what was held. */
  void release() {
    holding = false;
    held.forEach(each -> each.taker().accept(each.due()));
    held.clear();
  }
}
