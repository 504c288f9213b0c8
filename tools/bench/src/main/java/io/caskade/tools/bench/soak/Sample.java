package io.caskade.tools.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a head-end stands at one moment.
 *
 * @param at since the measurement began
 * @param heap megabytes after the collection that left least since the sample before; -1 when there
 *     was none
 * @param threads of the process
 * @param files open files and sockets
 * @param resident megabytes of memory
 */
record Sample(Duration at, long heap, long threads, long files, long resident) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
  private static final int QUARTER = 4;

  /** Looks at a process in Linux's /proc. */
  static Sample take(Duration at, long pid, GcLog log) throws IOException {
    log.follow();
    Path process = Path.of("/proc/" + pid);
    Matcher resident = RESIDENT.matcher(Files.readString(process.resolve("status")));
    if (!resident.find()) {
      throw new IOException("no VmRSS of process " + pid);
    }
    return new Sample(
        at,
        log.takeLeastLeft().orElse(-1),
        count(process.resolve("task")),
        count(process.resolve("fd")),
        Long.parseLong(resident.group(1)) >> 10);
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  /** Median of the first quarter, then of the last; both 0 when nothing was measured. */
  static long[] firstAndLast(List<Sample> samples, ToLongFunction<Sample> value) {
    long[] values = samples.stream().mapToLong(value).filter(one -> one >= 0).toArray();
    int quarter = Math.max(1, values.length / QUARTER);
    return values.length == 0
        ? new long[2]
        : new long[] {
          median(Arrays.copyOf(values, quarter)),
          median(Arrays.copyOfRange(values, values.length - quarter, values.length))
        };
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
