package io.caskade.itests.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Java process takes of the machine, read from Linux's /proc and by the JDK's jcmd. */
final class Footprint {
  /** Soft limit, then hard limit. */
  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\S+) ");

  /** Last line of a class histogram: instances, then bytes. */
  private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private final long pid;

  Footprint(long pid) {
    this.pid = pid;
  }

  int threads() throws IOException {
    return list("task").size();
  }

  int openFiles() throws IOException {
    return list("fd").size();
  }

  int sockets() throws IOException {
    int count = 0;
    for (Path descriptor : list("fd")) {
      try {
        if (Files.readSymbolicLink(descriptor).toString().startsWith("socket:")) {
          count++;
        }
      } catch (NoSuchFileException e) {
        // Closed since the folder was listed.
      }
    }
    return count;
  }

  /** How many files and sockets it may have open: the soft limit that holds for it now. */
  long openFilesLimit() throws IOException {
    String limit = find(OPEN_FILES, Files.readString(Path.of("/proc/" + pid, "limits")));
    return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
  }

  /** Bytes of all objects that are still in use, after a full collection that stops the process. */
  long liveHeap() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0) {
      throw new IOException("jcmd failed: " + answer);
    }
    return Long.parseLong(find(HISTOGRAM_TOTAL, answer));
  }

  private static String find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("nothing like " + pattern + " in: " + text);
    }
    return matcher.group(1);
  }

  private List<Path> list(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + pid, folder))) {
      return entries.toList();
    }
  }
}
