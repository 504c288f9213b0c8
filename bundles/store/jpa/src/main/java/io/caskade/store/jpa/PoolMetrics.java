package io.caskade.store.jpa;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections of the database pool. The pool is made by the platform and its classes are not
 * visible here; it shows its figures as a bean of this process ({@code hikari.registerMbeans}).
 */
final class PoolMetrics implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(PoolMetrics.class);
  private static final String POOLS = "com.zaxxer.hikari:type=Pool (*)";

  private final MBeanServer beans;

  PoolMetrics() {
    this(ManagementFactory.getPlatformMBeanServer());
  }

  PoolMetrics(MBeanServer beans) {
    this.beans = beans;
  }

  @Override
  public List<MetricFamily> metrics() {
    List<MetricFamily> all = new ArrayList<>();
    try {
      Set<ObjectName> pools = beans.queryNames(new ObjectName(POOLS), null);
      if (!pools.isEmpty()) {
        all.add(
            MetricFamily.gauge(
                "store_pool_active", "Connections in use.", sum(pools, "ActiveConnections")));
        all.add(
            MetricFamily.gauge(
                "store_pool_idle", "Connections at rest.", sum(pools, "IdleConnections")));
        all.add(
            MetricFamily.gauge(
                "store_pool_waiting",
                "Threads that wait for a connection.",
                sum(pools, "ThreadsAwaitingConnection")));
      }
    } catch (JMException e) {
      LOG.debug("The pool is being exchanged, its figures are left out", e);
      return List.of();
    }
    return all;
  }

  private double sum(Set<ObjectName> pools, String attribute) throws JMException {
    double sum = 0;
    for (ObjectName pool : pools) {
      Object value = beans.getAttribute(pool, attribute);
      sum += value instanceof Number number ? number.doubleValue() : 0;
    }
    return sum;
  }
}
