package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The real pool, set as the shipped configuration sets it. */
class PoolMetricsTest {
  private final PoolMetrics metrics = new PoolMetrics();

  private Map<String, Double> read() {
    return metrics.metrics().stream()
        .collect(
            Collectors.toMap(
                MetricFamily::name,
                family -> ((Reading.Value) family.samples().get(0).reading()).value()));
  }

  private static HikariDataSource pool() {
    Properties settings = new Properties();
    settings.setProperty("jdbcUrl", "jdbc:h2:mem:pool");
    settings.setProperty("maximumPoolSize", "3");
    settings.setProperty("minimumIdle", "1");
    settings.setProperty("registerMbeans", "true");
    return new HikariDataSource(new HikariConfig(settings));
  }

  @Test
  void withoutAPoolNothingIsSaid() {
    assertThat(read()).isEmpty();
  }

  @Test
  void connectionsInUseAreCounted() throws SQLException {
    try (HikariDataSource pool = pool();
        Connection one = pool.getConnection();
        Connection two = pool.getConnection()) {
      assertThat(one.isClosed() || two.isClosed()).isFalse();
      assertThat(read()).containsEntry("store_pool_active", 2.0);
      assertThat(read()).containsEntry("store_pool_waiting", 0.0);
      assertThat(read()).containsKey("store_pool_idle");
    }
    assertThat(read()).as("after its end").isEmpty();
  }
}
