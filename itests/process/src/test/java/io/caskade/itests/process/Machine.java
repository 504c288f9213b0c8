package io.caskade.itests.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A machine with a systemd of its own, as process 1 in namespaces of its own, over a copy-on-write
 * view of a root folder: packages are installed and services run as on a real one, nothing of it
 * stays, and its network has the loopback alone. Needs root.
 */
final class Machine implements AutoCloseable {
  private static final Duration BOOT = Duration.ofSeconds(30);

  /** How machine.sh ends when it may not make namespaces, mounts or groups. */
  private static final int FORBIDDEN = 77;

  private final Path folder;
  private final Process around;
  private long init;

  /**
   * Boots it.
   *
   * @param folder empty; its {@code share} is seen inside as {@code /mnt/share}
   * @param root for example {@code /}
   * @throws TestAbortedException when the machine around it allows none
   */
  Machine(Path folder, Path root) throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(share());
    Path script = folder.resolve("machine.sh");
    try (InputStream in = Machine.class.getResourceAsStream("machine.sh")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    around =
        new ProcessBuilder("bash", script.toString(), folder.toString(), root.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    try {
      Patience.await("systemd is process 1", BOOT, this::booted);
    } catch (AssertionError e) {
      String said = Files.readString(folder.resolve("output.txt"));
      boolean forbidden = !around.isAlive() && around.exitValue() == FORBIDDEN;
      close();
      if (forbidden) {
        throw new TestAbortedException("no machine can be made here: " + said, e);
      }
      throw new AssertionError("the machine did not boot: " + said, e);
    }
  }

  /** A folder that both sides see. */
  Path share() {
    return folder.resolve("share");
  }

  private boolean booted() throws IOException, InterruptedException {
    if (!around.isAlive()) {
      throw new IOException("it ended with " + around.exitValue());
    }
    List<ProcessHandle> children = around.children().toList();
    if (children.size() != 1) {
      return false;
    }
    init = children.get(0).pid();
    return Files.readString(Path.of("/proc", Long.toString(init), "comm")).equals("systemd\n")
        && run("systemctl", "is-active", "caskade-machine.target").exit() == 0;
  }

  /** Runs a command inside, as root. */
  Ran run(String... command) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--target=" + init,
                "--mount",
                "--pid",
                "--uts",
                "--ipc",
                "--net",
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive"));
    all.addAll(List.of(command));
    return Ran.in(folder, Map.of(), all);
  }

  /** Runs a line of a shell inside, as root. */
  Ran shell(String line) throws IOException, InterruptedException {
    return run("bash", "-c", line);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // What is left of it ends with its process 1.
    if (init != 0) {
      ProcessHandle.of(init).ifPresent(ProcessHandle::destroyForcibly);
    }
    around.destroyForcibly().waitFor();
    Path name = folder.resolve("name");
    if (Files.exists(name)) {
      removeGroups(Files.readString(name).strip());
    }
  }

  private static void removeGroups(String name) throws IOException, InterruptedException {
    for (String tree : List.of("", "unified", "systemd")) {
      Path group = Path.of("/sys/fs/cgroup", tree, name);
      if (Files.isDirectory(group)) {
        Patience.await("the group " + group + " is empty", BOOT, () -> removed(group));
      }
    }
  }

  private static boolean removed(Path group) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.walk(group)) {
      folders = all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : folders) {
      Files.deleteIfExists(one);
    }
    return true;
  }
}
