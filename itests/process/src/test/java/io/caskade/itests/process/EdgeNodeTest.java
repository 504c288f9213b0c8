package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * An edge node: a head-end without the key of its channels, whose receivers get their words from
 * two cores that have it.
 */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "starts three head-ends")
class EdgeNodeTest {
  private static final String CARDS = "/api/v1/networks/main/cards/";
  private static final String RECEIVERS = "/api/v1/networks/main/receivers";
  private static final long SITE_CARD = 4_200_000_001L;
  private static final long ANNA_CARD = 4_100_000_001L;
  private static final long BORIS_CARD = 4_100_000_002L;
  private static final String DES_KEY = "1f2e3d4c5b6a79880102030405f6";
  private static final String SITE_PASSWORD = "between-own-sites-only";
  private static final Duration SETTLING = Duration.ofSeconds(60);

  /** A question may come before its change, or to a core that has just gone. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private final int northPort = HeadEnd.freePort();
  private final int southPort = HeadEnd.freePort();
  private final int newcamd = HeadEnd.freePort();
  private final byte[] key = new byte[32];

  @Test
  void receiversOfASiteWithoutKeysGetTheirWordsFromItsCores() throws Exception {
    new Random(11).nextBytes(key);
    try (HeadEnd north = core("edge-north", northPort);
        HeadEnd south = core("edge-south", southPort);
        HeadEnd edge = edge()) {
      north.launch();
      south.launch();
      admitSite(north);
      admitSite(south);
      // Before its account is there a core refuses the edge, which then comes again much later.
      edge.launch();
      edge.awaitConsole();
      edge.awaitManagement();
      String anna = subscribe(edge, "anna", ANNA_CARD, 0);
      String boris = subscribe(edge, "boris", BORIS_CARD, 1);
      Patience.await(
          "the edge is connected to both cores",
          SETTLING,
          () ->
              edge.demand("cas:status")
                  .contains(
                      "Core 127.0.0.1:%d answers. Core 127.0.0.1:%d answers."
                          .formatted(northPort, southPort)));
      watch(north, south, edge, anna, boris);
      assertThat(edge.log())
          .contains("FREEZE (CORE AWAY)")
          .contains("NO CARD (ENTITLEMENT)")
          .doesNotContain(SITE_PASSWORD)
          .doesNotContain(anna)
          .doesNotContain("NullPointer");
    }
  }

  private void watch(HeadEnd north, HeadEnd south, HeadEnd edge, String anna, String boris)
      throws Exception {
    try (Scs scs = new Scs(north.ecmgPort());
        NewcamdBox first = receiver(edge, "anna", anna);
        NewcamdBox second = receiver(edge, "boris", boris)) {
      byte[] ecm = scs.next();
      String words = words(scs.cp());
      Patience.await("anna gets words", SOON, () -> first.ask(ecm).isPresent());
      assertThat(first.ask(ecm)).contains(words);
      assertThat(second.ask(ecm)).as("boris has not paid for it").isEmpty();
      DocumentedMetrics.requireShown(edge, DocumentedMetrics.EDGE);

      byte[] next = scs.next();
      String nextWords = words(scs.cp());
      byte[] afterwards = scs.next();
      byte[] last = scs.next();
      north.kill();
      long begin = System.nanoTime();
      Optional<String> overSouth = first.ask(next);
      System.out.printf(
          "Edge node: %d ms for the ECM after a core was killed%n",
          Duration.ofNanos(System.nanoTime() - begin).toMillis());
      assertThat(overSouth).as("the other core answers at once").contains(nextWords);
      assertThat(second.ask(next)).isEmpty();
      assertThat(edge.demand("cas:status"))
          .contains("Core 127.0.0.1:" + northPort + " is away")
          .contains("Core 127.0.0.1:" + southPort + " answers.");

      new Rest(edge).send("POST", CARDS + ANNA_CARD + "/suspend", "", 200);
      Patience.await("anna is dark", SOON, () -> first.ask(next).isEmpty());
      assertThat(first.ask(afterwards)).isEmpty();

      new Rest(edge).send("POST", CARDS + ANNA_CARD + "/resume", "", 200);
      Patience.await("anna sees again", SOON, () -> first.ask(afterwards).isPresent());
      south.kill();
      assertThat(first.ask(last)).as("no core is left").isEmpty();
      assertThat(first.ask(afterwards)).as("what is kept goes on").isPresent();
      String clients = new Rest(edge).get("/api/v1/receivers/clients");
      assertThat(clients).contains("\"account\":\"anna\"").contains("\"account\":\"boris\"");
    }
  }

  private NewcamdBox receiver(HeadEnd edge, String name, String password) throws Exception {
    NewcamdBox[] box = new NewcamdBox[1];
    Patience.await(
        name + " logs in at the edge",
        SOON,
        () -> {
          assertThat(edge.run("cas:status").ok()).isTrue();
          box[0] = new NewcamdBox(newcamd, DES_KEY, name, password);
          return true;
        });
    return box[0];
  }

  /** Even half first. */
  private static String words(int cp) {
    long now = Scs.word(cp);
    long next = Scs.word(cp + 1);
    return "%016X%016X".formatted((cp & 1) == 0 ? now : next, (cp & 1) == 0 ? next : now);
  }

  private static HeadEnd core(String name, int port) throws Exception {
    return new HeadEnd(name)
        .configure("io.caskade.receivers.cccam-sites", Map.of("port", Integer.toString(port)))
        .configure("io.caskade.receivers.server", Map.of("sites", "west"));
  }

  /** Both cores have the key of the channels, and the account of the site. */
  private void admitSite(HeadEnd core) throws Exception {
    core.awaitConsole();
    core.awaitManagement();
    Path file = core.file("ecm.key");
    Files.writeString(file, HexFormat.of().formatHex(key));
    core.demand("cas:network-key-import --replace main " + file);
    new Rest(core)
        .send(
            "POST",
            RECEIVERS,
            "{\"name\":\"west\",\"card\":"
                + SITE_CARD
                + ",\"makeCard\":true,\"password\":\""
                + SITE_PASSWORD
                + "\",\"addresses\":[\"127.0.0.1/32\"]}",
            201);
  }

  private HeadEnd edge() throws Exception {
    HeadEnd edge =
        new HeadEnd("edge-west")
            .configure(
                "io.caskade.receivers.newcamd-main",
                Map.of("port", Integer.toString(newcamd), "desKey", DES_KEY))
            // The test asks for one ECM again and again.
            .configure(
                "io.caskade.receivers.server", Map.of("ecmsPerMinute", "0", "ecmRepeats", "0"))
            .configure(
                "io.caskade.receivers.edge-main",
                Map.of(
                    "cores", "127.0.0.1:" + northPort + ", 127.0.0.1:" + southPort,
                    "user", "west",
                    "passwordFile", "edge.password",
                    "own", "0B00:6421"));
    Path password = edge.file("etc/edge.password");
    Files.writeString(password, SITE_PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    return edge;
  }

  /** Adds a network card with a log-in and sells it a product. */
  private static String subscribe(HeadEnd edge, String name, long card, int product)
      throws Exception {
    Rest rest = new Rest(edge);
    String made =
        rest.send(
            "POST",
            RECEIVERS,
            "{\"name\":\"" + name + "\",\"card\":" + card + ",\"makeCard\":true}",
            201);
    rest.send(
        "PUT",
        CARDS + card + "/entitlements",
        "{\"entitlements\":[{\"products\":["
            + product
            + "],\"start\":\"2026-01-01T00:00:00Z\",\"finish\":\"2036-01-01T00:00:00Z\"}]}",
        200);
    return Rest.text(made, "password");
  }
}
