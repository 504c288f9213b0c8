package io.caskade.tools.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What lives in the heap of a head-end before a soak and after it: a collection of the young, which
 * is all that happens for minutes in a large heap, leaves what died old as well.
 *
 * @param before megabytes that a full collection left before the measurement
 * @param after the same behind it
 */
record LiveHeap(long before, long after) {
  private static final long PATIENCE_SECONDS = 60;

  /**
   * Collects everything; the head-end stands still meanwhile, so never within a measurement.
   *
   * @param log that the JVM of this process writes
   * @return megabytes that are alive
   */
  static long megabytes(long pid, Path log) throws IOException {
    var since = new GcLog(log);
    since.restart();
    collect(pid);
    since.follow();
    OptionalLong left = since.takeLeastLeft();
    return left.orElseThrow(() -> new IOException("the JVM collected nothing when it was told to"));
  }

  private static void collect(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || asked.exitValue() != 0) {
        asked.destroyForcibly();
        throw new IOException("jcmd could not make the head-end collect its garbage");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
