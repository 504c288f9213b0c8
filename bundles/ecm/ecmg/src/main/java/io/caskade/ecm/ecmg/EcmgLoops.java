package io.caskade.ecm.ecmg;

import io.caskade.api.ecm.EcmService;
import io.caskade.ecm.ecmg.wire.SessionLoops;
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

/** The event loops as a component, and the issuer that comes and goes behind them. */
@Component(service = EcmgLoops.class, configurationPid = "io.caskade.ecmg.loops", immediate = true)
@Designate(ocd = EcmgLoopsConfig.class)
public final class EcmgLoops {
  private static final Logger LOG = LoggerFactory.getLogger(EcmgLoops.class);
  private static final int MOST_THREADS = 64;

  private final int threads;
  private final SessionLoops loops;

  @Activate
  public EcmgLoops(EcmgLoopsConfig config) {
    threads = Math.min(Math.max(config.threads(), 1), MOST_THREADS);
    loops = SessionLoops.open(threads);
  }

  @Modified
  void modified(EcmgLoopsConfig config) {
    if (config.threads() != threads) {
      LOG.info(
          "The ECMG goes on with {} event loops; {} hold from the next start",
          threads,
          config.threads());
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindIssuer(EcmService issuer) {
    loops.use(issuer);
  }

  void unbindIssuer(EcmService issuer) {
    loops.forget(issuer);
  }

  @Deactivate
  void close() {
    loops.close();
  }

  SessionLoops loops() {
    return loops;
  }
}
