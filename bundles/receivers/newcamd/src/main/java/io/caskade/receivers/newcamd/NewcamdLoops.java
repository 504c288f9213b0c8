package io.caskade.receivers.newcamd;

import io.caskade.api.receivers.ReceiverService;
import io.caskade.lib.receiverlistener.ReceiverLoops;
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
    service = NewcamdLoops.class,
    configurationPid = "io.caskade.receivers.newcamd.loops",
    immediate = true)
@Designate(ocd = NewcamdLoopsConfig.class)
public final class NewcamdLoops {
  private static final Logger LOG = LoggerFactory.getLogger(NewcamdLoops.class);

  private final int threads;
  private final ReceiverLoops loops;

  @Activate
  public NewcamdLoops(NewcamdLoopsConfig config) {
    threads = config.threads();
    loops = ReceiverLoops.open("newcamd", threads);
  }

  @Modified
  void modified(NewcamdLoopsConfig config) {
    if (config.threads() != threads) {
      LOG.info(
          "newcamd goes on with {} event loops; {} hold from the next start",
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
}
