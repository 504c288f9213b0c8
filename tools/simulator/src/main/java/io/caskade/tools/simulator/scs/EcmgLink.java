package io.caskade.tools.simulator.scs;

import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import org.jspecify.annotations.Nullable;

/** The way to one ECMG for one stream. Never blocks; events wait until they are polled. */
public interface EcmgLink extends AutoCloseable {
  /** Sends a request; its words may be wiped when the call returned. */
  void request(CwProvision provision);

  /** The next event, or null. */
  @Nullable EcmgEvent poll();

  /** Hangs up and connects again. */
  void reset(String reason);

  @Override
  void close();
}
