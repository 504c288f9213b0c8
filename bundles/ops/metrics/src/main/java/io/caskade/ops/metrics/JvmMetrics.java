package io.caskade.ops.metrics;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Heap, threads, open files and processor time of this process. What only the JVM's own classes
 * tell is asked for by name, so that those classes need not be visible here.
 */
final class JvmMetrics implements MetricSource {
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  @Override
  public List<MetricFamily> metrics() {
    List<MetricFamily> all = new ArrayList<>(memory());
    var threads = ManagementFactory.getThreadMXBean();
    all.add(MetricFamily.gauge("jvm_threads", "Live threads.", threads.getThreadCount()));
    all.add(
        MetricFamily.gauge(
            "process_start_time_seconds",
            "When the process started, in seconds since 1970.",
            ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS));
    operatingSystem("OpenFileDescriptorCount")
        .ifPresent(n -> all.add(MetricFamily.gauge("process_open_fds", "Open files.", n)));
    operatingSystem("MaxFileDescriptorCount")
        .ifPresent(
            n -> all.add(MetricFamily.gauge("process_max_fds", "Most files that may be open.", n)));
    operatingSystem("ProcessCpuTime")
        .ifPresent(
            n ->
                all.add(
                    MetricFamily.counter(
                        "process_cpu_seconds", "Processor time of the process.", n / NANOS)));
    return all;
  }

  private static List<MetricFamily> memory() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    List<Sample> buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .map(pool -> Sample.of(Map.of("pool", pool.getName()), pool.getMemoryUsed()))
            .toList();
    return List.of(
        MetricFamily.gauge("jvm_heap_used_bytes", "Heap in use.", heap.getUsed()),
        MetricFamily.gauge(
            "jvm_heap_committed_bytes", "Heap that is reserved.", heap.getCommitted()),
        MetricFamily.gauge("jvm_heap_max_bytes", "Largest heap.", heap.getMax()),
        MetricFamily.gauge("jvm_nonheap_used_bytes", "Classes and code.", other.getUsed()),
        MetricFamily.gauge(
            "jvm_buffer_used_bytes", "Memory of buffers outside the heap.", buffers));
  }

  private static OptionalDouble operatingSystem(String attribute) {
    try {
      Object value =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), attribute);
      return value instanceof Number number
          ? OptionalDouble.of(number.doubleValue())
          : OptionalDouble.empty();
    } catch (JMException e) {
      // Not on every system: it is left out then.
      return OptionalDouble.empty();
    }
  }
}
