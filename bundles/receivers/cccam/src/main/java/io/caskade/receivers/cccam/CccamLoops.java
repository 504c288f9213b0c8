package io.caskade.receivers.cccam;

import io.caskade.api.receivers.ReceiverService;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops as a component, and the control-word server that comes and goes behind them. */
@Component(
    service = CccamLoops.class,
    configurationPid = "io.caskade.receivers.cccam.loops",
    immediate = true)
@Designate(ocd = CccamLoopsConfig.class)
public final class CccamLoops {
  private static final Logger LOG = LoggerFactory.getLogger(CccamLoops.class);

  private final int threads;
  private final ReceiverLoops loops;
  private final ConcurrentSkipListMap<String, NodeId> nodes = new ConcurrentSkipListMap<>();

  @Activate
  public CccamLoops(CccamLoopsConfig config) {
    threads = config.threads();
    loops = ReceiverLoops.open("cccam", threads);
  }

  @Modified
  void modified(CccamLoopsConfig config) {
    if (config.threads() != threads) {
      LOG.info(
          "CCcam goes on with {} event loops; {} hold from the next start",
          threads,
          config.threads());
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindServer(ReceiverService server) {
    loops.use(server);
  }

  void unbindServer(ReceiverService server) {
    loops.forget(server);
  }

  @Deactivate
  void close() {
    loops.close();
  }

  ReceiverLoops loops() {
    return loops;
  }

  /** A listener has this node id now. */
  void name(String listener, NodeId node) {
    nodes.put(listener, node);
  }

  /** A listener is gone. */
  void forget(String listener) {
    nodes.remove(listener);
  }

  /** Of the first listener by name, in hexadecimal digits; empty while there is none. */
  public Optional<String> node() {
    Map.Entry<String, NodeId> first = nodes.firstEntry();
    return first == null ? Optional.empty() : Optional.of(first.getValue().toString());
  }
}
