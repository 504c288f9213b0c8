package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Who gets in, over what, and that no secret gets out: one head-end that logs all it can. */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "a start of a head-end is too long for the fast suite")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AccessTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String DATABASE_PASSWORD = "grey-geese-7Gq2xW-fly-south";
  private static final String CARD_KEY = "c0ffee1234567890badc0de5feedf00d";
  private static final String WRONG_PASSWORD = "not-the-right-pAssw0rd-31415";
  private static final int TLS_PORT = HeadEnd.freePort();

  private static HeadEnd headEnd;

  @BeforeAll
  static void start() throws Exception {
    headEnd = new HeadEnd("access");
    Path password = headEnd.file("etc/database.password");
    Files.writeString(password, DATABASE_PASSWORD);
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    headEnd.configure(
        "io.caskade.web",
        Map.of(
            "https", "generated",
            "tlsPort", Integer.toString(TLS_PORT),
            "trustedProxies", "127.0.0.1"));
    headEnd.configure(
        "org.ops4j.datasource-caskade", Map.of(".password", "FILE(" + password + ")"));
    headEnd.configure(
        "org.ops4j.pax.logging",
        Map.of(
            "log4j2.logger.all.name", "io.caskade",
            "log4j2.logger.all.level", "TRACE",
            "log4j2.logger.jdbc.name", "org.ops4j.pax.jdbc",
            "log4j2.logger.jdbc.level", "DEBUG"));
    headEnd.start();
    headEnd.awaitManagement();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    headEnd.close();
  }

  @Test
  @Order(1)
  void aCertificateIsRenewedUnderLoadAndABadOneIsNot() throws Exception {
    Secure https = new Secure(TLS_PORT);
    Path store = headEnd.file("etc/web-generated.p12");
    Path password = headEnd.file("etc/web-generated.password");
    String first = https.fingerprint();
    assertThat(https.version("TLSv1.3", "TLSv1.2")).isEqualTo("TLSv1.3");
    assertThat(https.version("TLSv1.2")).isEqualTo("TLSv1.2");
    assertThatThrownBy(() -> https.version("TLSv1.1")).isInstanceOf(SSLException.class);

    try (SteadyChannel scs = new SteadyChannel(headEnd.ecmgPort());
        Secure.Asking client = https.ask("/api/v1/networks", headEnd.credential("api.token"))) {
      Patience.await("the client is answered", SOON, () -> client.answers() > 5);

      replace(store, password);
      Patience.await("the new certificate", SOON, () -> !https.fingerprint().equals(first));
      String second = https.fingerprint();
      long before = client.answers();
      Patience.await("the client is answered again", SOON, () -> client.answers() > before + 5);
      assertThat(client.failures()).as("only while the server starts anew").doesNotContain("401");

      Files.writeString(store, "this is no certificate");
      Patience.await(
          "the refusal is told",
          SOON,
          () -> headEnd.demand("cas:status").contains("new certificate was not taken"));
      assertThat(https.fingerprint()).isEqualTo(second);

      replace(store, password);
      Patience.await("the third certificate", SOON, () -> !https.fingerprint().equals(second));
      assertThat(headEnd.demand("cas:status")).doesNotContain("new certificate was not taken");

      assertThat(scs.complaints()).isEmpty();
      assertThat(scs.answers()).isGreaterThan(100);
    }
    assertThat(new Rest(headEnd).get("/api/v1/networks")).as("plain HTTP, here").contains("main");
  }

  /** As an operator does: another key, the same password, moved into place. */
  private static void replace(Path store, Path password) throws Exception {
    Path fresh = store.resolveSibling("fresh.tmp");
    Files.deleteIfExists(fresh);
    execute(
        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
        "-genkeypair",
        "-alias",
        "web",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=renewed",
        "-validity",
        "90",
        "-storetype",
        "PKCS12",
        "-keystore",
        fresh.toString(),
        "-storepass:file",
        password.toString());
    Files.move(fresh, store, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  @Order(2)
  void aChangedListOfAddressesClosesNobodyWhoIsOnIt() throws Exception {
    try (SteadyChannel scs = new SteadyChannel(headEnd.ecmgPort())) {
      Patience.await("the channel is served", SOON, () -> scs.answers() > 5);
      headEnd.configure("io.caskade.ecmg-main", Map.of("allowedPeers", "127.0.0.1,fd00::/8"));
      Patience.await("a stranger is refused", SOON, () -> isRefused("127.0.0.2"));
      assertThat(isRefused("127.0.0.3")).isTrue();
      assertThat(isRefused("127.0.0.3")).isTrue();

      long before = scs.answers();
      Patience.await("the channel is served on", SOON, () -> scs.answers() > before + 20);
      assertThat(scs.complaints()).isEmpty();
      assertThat(headEnd.log().lines().filter(l -> l.contains("127.0.0.3 is not among")))
          .hasSize(1);

      headEnd.configure("io.caskade.ecmg-main", Map.of("allowedPeers", ""));
      Patience.await("everybody is let in again", SOON, () -> !isRefused("127.0.0.2"));
    }
  }

  private static boolean isRefused(String from) throws IOException {
    try (Socket socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"),
            headEnd.ecmgPort(),
            InetAddress.getByName(from),
            0)) {
      socket.setSoTimeout(500);
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  @Test
  @Order(3)
  void theConsoleTakesKeysOnlyAndSpeaksNothingWeak() throws Exception {
    try (SshClient client = client()) {
      try (ClientSession session = connect(client)) {
        session.addPasswordIdentity(headEnd.credential("admin.password"));
        assertThatThrownBy(() -> session.auth().verify(SOON))
            .as("a right password is no key")
            .hasMessageContaining("No more authentication methods");
      }
    }
    try (SshClient weak = client()) {
      weak.setMacFactories(List.of(BuiltinMacs.hmacsha1));
      weak.setCipherFactories(List.of(org.apache.sshd.common.cipher.BuiltinCiphers.aes128cbc));
      assertThatThrownBy(
              () -> {
                try (ClientSession session = connect(weak)) {
                  session.setKeyIdentityProvider(
                      new FileKeyPairProvider(headEnd.file("etc/console.key")));
                  session.auth().verify(SOON);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(mode("etc/console.key")).isEqualTo("rw-------");
    assertThat(headEnd.demand("cas:status")).contains("ecmg");
  }

  @Test
  @Order(4)
  void theCommandOfTheProjectOpensTheConsole() throws Exception {
    String said =
        execute(
            "bash",
            System.getProperty("caskade.script"),
            "console",
            "--home",
            headEnd.file("").toString(),
            "--set",
            "ssh.port=" + headEnd.sshPort(),
            "--",
            "cas:status");
    assertThat(said).containsPattern("ecmg +\\| main");
  }

  @Test
  @Order(5)
  void whatStoodOpenWasClosedAtTheStart() throws Exception {
    Patience.await("the host key is closed", SOON, () -> mode("etc/host.key").equals("rw-------"));
    assertThat(mode("etc/database.password")).isEqualTo("rw-------");
    for (String file :
        List.of(
            "etc/vault.p12",
            "etc/vault.password",
            "etc/host.key",
            "etc/users.properties",
            "etc/initial-credentials.properties",
            "data/web/tls.p12")) {
      assertThat(mode(file)).as(file).isEqualTo("rw-------");
    }
    assertThat(mode("etc")).as("folder").endsWith("---");
    assertThat(mode("data")).as("folder").endsWith("---");
    assertThat(mode("data/log/caskade.log")).as("umask").endsWith("---");
  }

  @Test
  @Order(6)
  void aProxyThatIsTrustedTellsWhoAsks() throws Exception {
    HttpResponse<String> answer = signIn(WRONG_PASSWORD, "192.0.2.77");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Files.readString(headEnd.file("data/log/access.log"))).contains("192.0.2.77 POST");
  }

  @Test
  @Order(7)
  void noSecretGetsOut() throws Exception {
    Map<String, String> secrets = secrets();
    Map<String, String> seen = new LinkedHashMap<>();
    use(secrets, seen);
    lookAtTheProcess(seen);
    lookAtTheConsole(seen);
    lookAtTheLogs(seen);

    assertThat(seen.get("log").contains("| DEBUG |")).as("everything of ours is logged").isTrue();
    List<String> leaks = new ArrayList<>();
    seen.forEach(
        (where, text) ->
            secrets.forEach(
                (name, secret) -> {
                  if (text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT))) {
                    leaks.add(name + " in " + where);
                  }
                }));
    assertThat(leaks).isEmpty();
  }

  private static Map<String, String> secrets() throws Exception {
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("password of the administrator", headEnd.credential("admin.password"));
    secrets.put("token", headEnd.credential("api.token"));
    secrets.put("password of the database", DATABASE_PASSWORD);
    secrets.put("wrong password", WRONG_PASSWORD);
    secrets.put("card key", CARD_KEY);
    String vault = Files.readString(headEnd.file("etc/vault.password")).strip();
    secrets.put("password of the vault", vault);
    secrets.put(
        "password of the certificate",
        Files.readString(headEnd.file("etc/web-generated.password")).strip());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(
        new ByteArrayInputStream(Files.readAllBytes(headEnd.file("etc/vault.p12"))),
        vault.toCharArray());
    for (String alias : List.of("master", "mac", "ecm.main")) {
      secrets.put(
          "key " + alias,
          HexFormat.of().formatHex(store.getKey(alias, vault.toCharArray()).getEncoded()));
    }
    for (int cp = 1; cp <= 20; cp++) {
      secrets.put("control word " + cp, "%016x".formatted(Scs.word(cp)));
    }
    assertThat(secrets.values()).allMatch(secret -> secret.length() >= 16);
    return secrets;
  }

  /** Signs in, uses session and token, makes a card with a known key, provisions control words. */
  private static void use(Map<String, String> secrets, Map<String, String> seen) throws Exception {
    HttpResponse<String> signedIn =
        signIn(secrets.get("password of the administrator"), "192.0.2.78");
    assertThat(signedIn.statusCode()).as("signed in").isEqualTo(201);
    secrets.put("token of the session", Rest.text(signedIn.body(), "token"));
    Rest rest = new Rest(headEnd);
    for (String path :
        List.of("networks", "users", "tokens", "capabilities", "ecmgs", "emmgs", "journal")) {
      seen.put("REST " + path, answer("/api/v1/" + path));
    }
    seen.put("metrics", answer("/metrics"));
    seen.put("networks", rest.get("/api/v1/networks"));

    Path key = headEnd.file("card.key");
    Files.writeString(key, CARD_KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    seen.put(
        "card-add",
        headEnd.demand(
            "cas:card-add --key-file " + key + " 2100000000 00000011 2026-01-01 2027-01-01"));
    seen.put("card-show", headEnd.demand("cas:card-show 2100000000"));
    try (Scs scs = new Scs(headEnd.ecmgPort())) {
      for (int cp = 0; cp < 20; cp++) {
        scs.provision();
      }
      seen.put("sessions", headEnd.demand("cas:ecmg-sessions"));
    }
  }

  private static void lookAtTheProcess(Map<String, String> seen) throws Exception {
    Path process = Path.of("/proc", Long.toString(headEnd.pid()));
    for (String file : List.of("cmdline", "environ")) {
      seen.put(file, Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1));
    }
    String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
    for (String what :
        List.of("VM.system_properties", "VM.command_line", "Thread.print", "VM.flags")) {
      seen.put(what, execute(jcmd, Long.toString(headEnd.pid()), what));
    }
  }

  private static void lookAtTheConsole(Map<String, String> seen) throws Exception {
    for (String command :
        List.of(
            "config:list",
            "service:list javax.sql.DataSource",
            "cas:status",
            "cas:users",
            "cas:tokens",
            "cas:journal-find --target card:2100000000",
            "shell:env",
            "system:property",
            "log:display -n 500")) {
      seen.put(command, headEnd.run(command).text());
    }
    assertThat(seen.get("config:list")).contains("org.ops4j.datasource", "io.caskade.web");
  }

  /** Logs, and what the framework keeps of the configuration. */
  private static void lookAtTheLogs(Map<String, String> seen) throws IOException {
    for (String file : List.of("caskade.log", "access.log", "security.log")) {
      Path log = headEnd.file("data/log/" + file);
      seen.put(
          file.equals("caskade.log") ? "log" : file, Files.readString(log, StandardCharsets.UTF_8));
    }
    try (Stream<Path> files = Files.walk(headEnd.file("data/cache"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".config")).toList()) {
        seen.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    try (Stream<Path> files = Files.list(headEnd.file("etc"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".cfg")).toList()) {
        seen.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static HttpResponse<String> signIn(String password, String from) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(headEnd.address() + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "6.6.6.6, " + from)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"admin\",\"password\":\"" + password + "\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** The body of an answer, whatever its status. */
  private static String answer(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(headEnd.address() + path))
                .header("Authorization", "Bearer " + headEnd.credential("api.token"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static SshClient client() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
    return client;
  }

  private static ClientSession connect(SshClient client) throws IOException {
    return client.connect("admin", "127.0.0.1", headEnd.sshPort()).verify(SOON).getSession();
  }

  private static String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(headEnd.file(file)));
  }

  private static String execute(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + said).isZero();
    return said;
  }
}
