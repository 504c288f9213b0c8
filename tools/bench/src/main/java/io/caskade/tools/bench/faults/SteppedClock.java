package io.caskade.tools.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The system clock of one process, to be set at will while its monotonic clock goes on as the
 * system's does. Made by Debian's libfaketime (package {@code faketime}), which reads the offset
 * from a file once a second.
 *
 * <p>FAKETIME_FORCE_MONOTONIC_FIX=0 is vital: with the fix, which the library switches on by itself
 * for some versions of glibc, each timed wait of a JVM ends at once (its deadlines are monotonic
 * and are compared with the faked time), and the process burns its processors without getting
 * anywhere.
 */
final class SteppedClock {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private final Path file;
  private final Path library;

  /**
   * A clock that is right.
   *
   * @param file that is made
   * @throws LeftOut when the package is not installed
   */
  SteppedClock(Path file) throws IOException {
    this.file = file;
    library =
        LIBRARIES.stream()
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(() -> new LeftOut("needs Debian's package faketime"));
    set(Duration.ZERO);
  }

  /** Variables of the process. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        "NO_FAKE_STAT",
        "1",
        // The shell of the start script and its helpers need no other time.
        "FAKETIME_ONLY_CMDS",
        "java",
        "FAKETIME_DONT_RESET",
        "1");
  }

  /** Sets the clock so far ahead of the right time; negative is behind. */
  void set(Duration offset) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, "%+d\n".formatted(offset.toSeconds()));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
