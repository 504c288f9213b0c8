package io.caskade.faces.rest.web;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.dto.DTOConstants;
import org.osgi.service.http.runtime.dto.FailedServletDTO;
import org.osgi.service.http.runtime.dto.RuntimeDTO;

/**
 * Finds servlets that the web server has lost. Pax Web 8 leaves a servlet that is registered in the
 * few milliseconds in which its server starts without a context ("No matching target context(s)")
 * and never looks at it again: its addresses answer 404 for ever. A server that is made anew takes
 * all of them in. Confined to one thread.
 */
final class LostServlets {
  private static final int ATTEMPTS = 3;

  private Set<Long> suspects = Set.of();
  private Set<Long> given = Set.of();
  private int attempts;

  /**
   * Looks once more. A servlet counts as lost when it was without a context the last time too.
   *
   * @return true when the server should be made anew; never more than three times for the same
   *     servlets, since one may have asked for a context that nobody offers
   */
  boolean found(HttpServiceRuntime server) {
    Set<Long> now = withoutContext(server.getRuntimeDTO());
    Set<Long> lost = new TreeSet<>(now);
    lost.retainAll(suspects);
    suspects = now;
    if (lost.isEmpty()) {
      return false;
    }
    if (!lost.equals(given)) {
      given = lost;
      attempts = 0;
    }
    suspects = Set.of();
    return attempts++ < ATTEMPTS;
  }

  private static Set<Long> withoutContext(RuntimeDTO server) {
    Set<Long> services = new TreeSet<>();
    Arrays.stream(server.failedServletDTOs)
        .filter(LostServlets::withoutContext)
        .forEach(servlet -> services.add(servlet.serviceId));
    return services;
  }

  private static boolean withoutContext(FailedServletDTO servlet) {
    return servlet.failureReason == DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING;
  }
}
