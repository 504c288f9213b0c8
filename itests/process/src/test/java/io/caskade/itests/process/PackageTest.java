package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Debian package on a machine of its own under a real systemd: what its installation does and
 * does not do, how its service runs, its backup, an upgrade, a purge, and a restore. The machine is
 * a copy-on-write view of this one, or of the root folder that {@code caskade.package.root} names
 * (docs/developer.md tells how to make one with debootstrap).
 */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "the fast suite needs no root")
@EnabledIf(
    value = "isPossible",
    disabledReason = "installing a package in namespaces needs root, dpkg and systemd")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PackageTest {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Path ROOT = Path.of(System.getProperty("caskade.package.root", "/"));

  /** Of systemd-analyze: 10 is nothing at all, 0 everything; it calls up to 2 "OK". */
  private static final double LARGEST_EXPOSURE = 2.0;

  private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level.*: ([0-9.]+)");
  private static final Pattern PASSPHRASE =
      Pattern.compile("\\b([A-Z2-9]{5}(?:-[A-Z2-9]{5}){5})\\b");
  private static final String CARD = "2100000000";
  private static final String SECRETS =
      "cd /etc/caskade && ls vault.p12 vault.password users.properties console.key"
          + " initial-credentials.properties";

  private static Machine machine;
  private static String password = "";

  static boolean isPossible() throws Exception {
    return Ran.of("id", "-u").said().strip().equals("0")
        && Files.isExecutable(Path.of("/usr/bin/unshare"))
        && Files.isExecutable(ROOT.resolve("usr/bin/dpkg"))
        && Files.isExecutable(ROOT.resolve("usr/lib/systemd/systemd"));
  }

  @BeforeAll
  static void boot(@TempDir Path folder) throws Exception {
    machine = new Machine(folder, ROOT);
    Files.copy(
        Path.of(System.getProperty("caskade.package")),
        machine.share().resolve("caskade.deb"),
        StandardCopyOption.REPLACE_EXISTING);
    assumeTrue(
        machine.shell("! getent passwd caskade && ! dpkg -s caskade").exit() == 0,
        "Caskade is installed in " + ROOT + " already");
  }

  @AfterAll
  static void shutDown() throws Exception {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  @Order(1)
  void installingMakesAUserAndStartsNothing() throws Exception {
    String said = machine.run("dpkg", "-i", "/mnt/share/caskade.deb").ok();
    assertThat(said).contains("installed and not started");
    assertThat(machine.run("getent", "passwd", "caskade").ok())
        .contains(":/var/lib/caskade:")
        .endsWith("nologin\n");
    assertThat(machine.shell("awk -F: '$1==\"caskade\"{print $2}' /etc/shadow").ok().strip())
        .as("no password lets anybody in")
        .isIn("!", "*", "!*");
    assertThat(machine.run("systemctl", "is-active", "caskade").said()).contains("inactive");
    assertThat(machine.run("systemctl", "is-enabled", "caskade").said()).contains("disabled");
    assertThat(machine.shell("ls /etc/caskade/*.p12 /etc/caskade/*.key").exit()).isNotZero();
    assertThat(machine.shell("find /usr/share/caskade ! -user root").ok()).isEmpty();
    assertThat(openFiles()).isEmpty();
  }

  @Test
  @Order(2)
  void theUnitIsValidAndShutTight() throws Exception {
    assertThat(machine.run("systemd-analyze", "verify", "caskade.service").ok()).isEmpty();
    String exposure =
        machine.run("systemd-analyze", "security", "--no-pager", "caskade.service").ok();
    Matcher found = EXPOSURE.matcher(exposure);
    assertThat(found.find()).as(exposure).isTrue();
    System.out.println(found.group());
    assertThat(Double.parseDouble(found.group(1))).isLessThanOrEqualTo(LARGEST_EXPOSURE);
  }

  @Test
  @Order(3)
  void theServiceComesUpAsJavaAloneWithoutAnyPrivilege() throws Exception {
    machine.run("systemctl", "start", "caskade").ok();
    awaitReady();
    List<String> processes = processes();
    assertThat(processes).as("processes of the service").hasSize(1);
    String pid = processes.get(0);
    assertThat(machine.run("cat", "/proc/" + pid + "/comm").ok()).isEqualTo("java\n");
    String user = machine.run("id", "-u", "caskade").ok().strip();
    assertThat(machine.run("cat", "/proc/" + pid + "/status").ok())
        .containsPattern("Uid:\t" + (user + "\t").repeat(3) + user)
        .containsPattern("CapPrm:\t0+\n")
        .containsPattern("CapEff:\t0+\n")
        .containsPattern("CapBnd:\t0+\n")
        .containsPattern("NoNewPrivs:\t1\n")
        .containsPattern("Seccomp:\t2\n");
    assertThat(machine.run("cat", "/proc/" + pid + "/limits").ok())
        .containsPattern("Max core file size +0 +0 ")
        .containsPattern("Max open files +[0-9]{5,} ");
  }

  @Test
  @Order(4)
  void itListensOnTheLoopbackAlone() throws Exception {
    String pid = processes().get(0);
    String listening =
        machine
            .shell(
                "awk '$4==\"0A\"{print $2}' /proc/%1$s/net/tcp /proc/%1$s/net/tcp6".formatted(pid))
            .ok();
    assertThat(listening.lines())
        .hasSize(3)
        .allMatch(
            address ->
                address.startsWith("0100007F:")
                    || address.startsWith("0000000000000000FFFF00000100007F:")
                    || address.startsWith("00000000000000000000000001000000:"));
  }

  @Test
  @Order(5)
  void itCanWriteNowhereButInItsFolders() throws Exception {
    String inside = "nsenter --target=%s --mount ".formatted(processes().get(0));
    for (String folder : List.of("/usr/share/caskade", "/usr/bin", "/etc", "/var", "/root")) {
      // Even root could not, in its view of the machine.
      assertThat(machine.shell(inside + "touch " + folder + "/x").said())
          .as(folder)
          .containsAnyOf("Read-only file system", "Permission denied");
    }
    assertThat(machine.shell(inside + "ls /dev").ok()).doesNotContain("tty0", "sda", "vda", "kmsg");
    machine.run("runuser", "-u", "caskade", "--", "test", "-w", "/etc/caskade").ok();
    assertThat(openFiles()).isEmpty();
    assertThat(machine.shell(SECRETS + " | xargs stat -c '%U %a'").ok().lines())
        .hasSize(5)
        .allMatch("caskade 600"::equals);
  }

  @Test
  @Order(6)
  void nothingWentWrongAndNoSecretIsInTheJournal() throws Exception {
    String log = machine.run("cat", "/var/log/caskade/caskade.log").ok();
    assertThat(log)
        .contains("Head-end ready")
        .doesNotContain("| ERROR |")
        .doesNotContain("| FATAL");
    password = credential("admin.password");
    String journal = machine.run("journalctl", "--no-pager", "--unit=caskade").ok();
    assertThat(journal).contains("Started caskade.service");
    assertThat(password).hasSizeGreaterThan(8);
    for (String secret : List.of(password, credential("api.token"))) {
      assertThat(journal).doesNotContain(secret);
      assertThat(log).doesNotContain(secret);
    }
    assertThat(machine.run("journalctl", "--no-pager", "--unit=caskade", "--priority=err").ok())
        .contains("No entries");
  }

  @Test
  @Order(7)
  void theCommandSellsAndMakesABackup() throws Exception {
    machine
        .run("caskade", "console", "--", "cas:card-add " + CARD + " 00000011 2026-01-01 2027-01-01")
        .ok();
    String made = machine.run("caskade", "backup", "--to", "/var/lib/caskade/kept.backup").ok();
    Matcher passphrase = PASSPHRASE.matcher(made);
    assertThat(passphrase.find()).as(made).isTrue();
    Files.writeString(machine.share().resolve("passphrase"), passphrase.group(1) + "\n");
    machine.run("cp", "/var/lib/caskade/kept.backup", "/mnt/share/").ok();
    assertThat(machine.run("runuser", "-u", "nobody", "--", "caskade", "backup").said())
        .contains("only root and the user caskade");
    assertThat(machine.run("caskade", "restore", "/mnt/share/kept.backup").said())
        .contains("a head-end was started here before");
  }

  @Test
  @Order(8)
  void anUpgradeMakesABackupKeepsSettingsAndStartsItAgain() throws Exception {
    machine.shell("echo '# mine' >>/etc/caskade/io.caskade.jobs.cfg").ok();
    String before = processes().get(0);
    String said = machine.run("dpkg", "-i", "/mnt/share/caskade.deb").ok();
    assertThat(said).containsPattern("Made /var/lib/caskade/backups/before-upgrade-.*\\.backup");
    awaitReady();
    assertThat(processes()).hasSize(1).doesNotContain(before);
    assertThat(machine.run("tail", "-n", "1", "/etc/caskade/io.caskade.jobs.cfg").ok())
        .isEqualTo("# mine\n");
    assertThat(console("cas:card-show " + CARD)).contains("Package 4");
    assertThat(openFiles()).isEmpty();
  }

  @Test
  @Order(9)
  void aPurgeLeavesKeysAndDataAndSaysSo() throws Exception {
    machine.shell("mkdir /mnt/share/vault && cp /etc/caskade/vault.p12 /mnt/share/vault/").ok();
    String said = machine.run("dpkg", "--purge", "caskade").ok();
    assertThat(said).contains("To destroy them for ever");
    assertThat(machine.run("systemctl", "is-active", "caskade").exit()).isNotZero();
    machine.run("cmp", "/etc/caskade/vault.p12", "/mnt/share/vault/vault.p12").ok();
    assertThat(machine.shell("ls /var/lib/caskade/data/db /var/lib/caskade/backups").ok())
        .contains("caskade.mv.db", "before-upgrade-");
    assertThat(machine.shell("ls -d /usr/share/caskade /var/log/caskade").exit()).isNotZero();
    assertThat(machine.shell("find /usr -path '*caskade*' ! -path '/usr/share/doc/*'").ok())
        .as("left of the programs")
        .isEmpty();
  }

  @Test
  @Order(10)
  void aBackupIsRestoredOntoAFreshInstallation() throws Exception {
    machine.shell("rm -r /etc/caskade /var/lib/caskade && deluser --system caskade").ok();
    machine.run("dpkg", "-i", "/mnt/share/caskade.deb").ok();
    machine.shell("install -o caskade -m 0600 /mnt/share/passphrase /var/lib/caskade/").ok();
    machine.shell("install -o caskade -m 0600 /mnt/share/kept.backup /var/lib/caskade/").ok();
    String said =
        machine
            .run(
                "caskade",
                "restore",
                "/var/lib/caskade/kept.backup",
                "--passphrase-file",
                "/var/lib/caskade/passphrase")
            .ok();
    assertThat(said).contains("Restored");
    machine.run("systemctl", "start", "caskade").ok();
    awaitReady();
    assertThat(console("cas:card-show " + CARD)).contains("Package 4");
    assertThat(console("cas:journal-verify")).contains("the chain is whole");
    assertThat(credential("admin.password")).isEqualTo(password);
    assertThat(openFiles()).isEmpty();
  }

  private static void awaitReady() throws InterruptedException {
    Patience.await(
        "the head-end is ready",
        START,
        () -> {
          Ran answer =
              machine.shell(
                  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n'"
                      + " >&3 && head -n 1 <&3");
          if (answer.said().contains(" 200 ")) {
            return true;
          }
          throw new IOException(
              answer + "\n" + machine.run("systemctl", "status", "--no-pager", "caskade").said());
        });
  }

  private static String console(String command) throws IOException, InterruptedException {
    return machine.run("caskade", "console", "--", command).ok();
  }

  private static String credential(String name) throws IOException, InterruptedException {
    var made = new Properties();
    made.load(
        new StringReader(machine.run("cat", "/etc/caskade/initial-credentials.properties").ok()));
    return made.getProperty(name, "");
  }

  /** Numbers of the service's processes, as the machine counts them. */
  private static List<String> processes() throws IOException, InterruptedException {
    return machine
        .shell(
            "cat /sys/fs/cgroup/systemd/system.slice/caskade.service/cgroup.procs 2>/dev/null"
                + " || cat /sys/fs/cgroup/system.slice/caskade.service/cgroup.procs")
        .said()
        .lines()
        .toList();
  }

  /** Files and folders of the head-end that others than its user may read. */
  private static String openFiles() throws IOException, InterruptedException {
    return machine
        .shell(
            "find /etc/caskade /var/lib/caskade /var/log/caskade ! -type l"
                + " \\( -perm /007 -o ! -user caskade \\) -printf '%p %u %m\\n'")
        .ok();
  }
}
