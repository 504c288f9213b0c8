package io.caskade.tools.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux says of a process.
 *
 * @param pid its number
 */
record ProcessLimits(long pid) {
  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\S+) +(\\S+)");

  /** Files and sockets that are open. */
  int openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return (int) files.count();
    }
  }

  /** Threads of the kernel. */
  int threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return (int) tasks.count();
    }
  }

  /** How many files and sockets it may open. */
  long limit() throws IOException {
    Matcher found = OPEN_FILES.matcher(Files.readString(Path.of("/proc/" + pid + "/limits")));
    if (!found.find()) {
      throw new IOException("no limit of open files in /proc/" + pid + "/limits");
    }
    return found.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(found.group(1));
  }

  /** Sets how many it may open, up to its hard limit; what is open stays. */
  void limit(long files) throws IOException, InterruptedException {
    if (!set(files + ":")) {
      throw new LeftOut("needs prlimit of the package util-linux");
    }
  }

  /**
   * Lets it open at least so many; needs root when its hard limit is below.
   *
   * @throws LeftOut when that cannot be done
   */
  void atLeast(long files) throws IOException, InterruptedException {
    if (limit() < files && !set(files + ":") && !set(files + ":" + files)) {
      throw new LeftOut("needs %,d open files (ulimit -n)".formatted(files));
    }
  }

  private boolean set(String softAndHard) throws IOException, InterruptedException {
    return new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=" + softAndHard)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
