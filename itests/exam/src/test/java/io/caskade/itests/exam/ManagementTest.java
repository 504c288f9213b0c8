package io.caskade.itests.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.jobs.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.features.FeaturesService;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Option;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Management as programs use it: REST over real HTTP, on H2, with a MUX that hears of it. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ManagementTest extends HeadEndTest {
  private static final String OPENAPI = "caskade.exam.openapi";
  private static final String CARDS = "/api/v1/networks/main/cards";
  private static final String JOBS = "/api/v1/networks/main/jobs";
  private static final long CARD = 2_100_000_001L;
  private static final long OTHER_CARD = 2_100_000_002L;
  private static final int RANGE = 5_000;

  /** A provision that is older is lost: the answer itself takes milliseconds. */
  private static final Duration LOST = Duration.ofSeconds(3);

  /** A path, or a method below it, in the indented document. */
  private static final Pattern OPERATION = Pattern.compile("(?m)^ {4}(?: {2})?\"([^\"]+)\" : \\{$");

  private static final Set<String> OPEN =
      Set.of("GET /api/v1/capabilities", "POST /api/v1/session");

  private Rest rest;

  @Override
  protected Option[] options() throws IOException {
    return new Option[] {
      systemProperty(OPENAPI).value(Path.of(System.getProperty(OPENAPI)).toRealPath().toString())
    };
  }

  @Before
  public void awaitRest() {
    rest = new Rest(httpPort(), home());
    await("REST has its database", () -> status("GET", CARDS + "/count") == 200);
  }

  @Test
  public void a_everyComponentIsSatisfied() {
    List<String> unsatisfied = new ArrayList<>();
    ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
    runtime.getComponentDescriptionDTOs().stream()
        .filter(component -> component.name.startsWith("io.caskade."))
        .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
        .filter(
            made ->
                made.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                    || made.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION
                    || made.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
        .forEach(made -> unsatisfied.add(made.description.name));

    assertEquals(List.of(), unsatisfied);
  }

  @Test
  public void b_whatIsSoldAndSuspendedOverRestIsOnAir() throws Exception {
    try (FakeMux mux = new FakeMux()) {
      expect(
          201,
          "PUT",
          "/api/v1/generators/emmg/exam",
          "{\"settings\": {\"host\": \"127.0.0.1\", \"port\": \"%d\", \"minRepeatSeconds\": \"1\"}}"
              .formatted(mux.port()));
      expect(
          201,
          "POST",
          CARDS,
          "{\"serial\": %d, \"status\": \"active\", %s}".formatted(CARD, entitlements("0")));
      await("the new card is on air", () -> mux.lastEmm(CARD).isPresent());
      String bought = mux.lastEmm(CARD).orElseThrow();
      String more = nextEmm(mux, "PUT", "/entitlements", "{" + entitlements("0, 4") + "}");
      String suspended = nextEmm(mux, "POST", "/suspend", "");
      String resumed = nextEmm(mux, "POST", "/resume", "");

      assertEquals("three states, three EMMs", 3, Set.of(bought, more, suspended).size());
      assertEquals("resuming tells what was told before", more, resumed);
      expect(204, "DELETE", "/api/v1/generators/emmg/exam", "");
    }
  }

  @Test
  public void c_aJobRunsToItsEndWithProgressThatIsDurable() throws Exception {
    Rest.Answer started =
        expect(202, "POST", JOBS, "{\"addRange\": {\"first\": 2100010000, \"count\": 5000}}");
    String id = started.text("id");
    List<Integer> progress = new ArrayList<>();
    await(
        "the job ends",
        () -> {
          Rest.Answer job = answer("GET", JOBS + "/" + id);
          progress.add(job.number("done"));
          return job.text("state").equals("done");
        });

    assertEquals(progress.stream().sorted().toList(), progress);
    assertEquals(RANGE, (int) progress.get(progress.size() - 1));
    assertEquals(RANGE, rest.call("GET", CARDS + "/count?status=stock", "").number("count"));
    Job kept = service(Store.class).record(Job.class, NetworkId.MAIN, id).orElseThrow();
    assertEquals(RANGE, kept.done());
    assertEquals(0, kept.failed());
    assertTrue("its work is kept with it", kept.payload().length() > 0);
    assertTrue("a version for each chunk: " + kept.version(), kept.version() > 3);
  }

  @Test
  public void d_theDescriptionIsTheCommittedOneAndEveryOperationAnswers() throws Exception {
    String document = Files.readString(Path.of(System.getProperty(OPENAPI)));
    assertEquals(document, rest.strange("GET", "/openapi.json").body());
    rest.call("POST", CARDS, "{\"serial\": %d}".formatted(OTHER_CARD));

    List<String> wrong = new ArrayList<>();
    List<String> operations = operations(document);
    for (String operation : operations) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path = operation.substring(operation.indexOf(' ') + 1);
      int stranger = rest.strange(method, path).status();
      if (stranger != 401 && !OPEN.contains(operation)) {
        wrong.add(operation + " lets in a stranger: " + stranger);
      }
      Rest.Answer known = rest.call(method, path, method.equals("GET") ? "" : "{}");
      if (known.status() >= 500 || known.status() == 405 || unrouted(known)) {
        wrong.add(operation + ": " + known.status() + " " + known.body());
      }
    }

    assertEquals(List.of(), wrong);
    assertTrue("the document was read: " + operations.size(), operations.size() > 80);
  }

  @Test
  public void e_removingAndInstallingRestClosesNoSession() throws Exception {
    FeaturesService features = service(FeaturesService.class);
    Set<String> rest = Set.of(id(features, "caskade"), id(features, "caskade-rest"));
    try (ScsLoad load = new ScsLoad(ecmgPort(), 4, 50, Duration.ofMillis(200))) {
      awaitAnswers(load, 400);
      features.uninstallFeatures(rest, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
      assertFalse("REST is gone", present("caskade-faces-rest"));
      awaitAnswers(load, 400);

      features.installFeatures(rest, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
      await("REST answers again", () -> status("GET", CARDS + "/count") == 200);

      awaitAnswers(load, 400);
      assertEquals(List.of(), log().stream().filter(line -> line.contains("| ERROR |")).toList());
      assertEquals(List.of(), load.complaints());
      assertEquals(0, load.unansweredFor(LOST));
    }
  }

  private static String id(FeaturesService features, String name) throws Exception {
    return features.getFeature(name).getId();
  }

  private boolean present(String name) {
    return Arrays.stream(context.getBundles())
        .anyMatch(bundle -> bundle.getSymbolicName().equals(name));
  }

  private static void awaitAnswers(ScsLoad load, long more) {
    long wanted = load.answers() + more;
    await(more + " more answers; " + load.complaints(), () -> load.answers() >= wanted);
  }

  /** Changes the card and waits for an EMM that says something else. */
  private String nextEmm(FakeMux mux, String method, String what, String body) throws Exception {
    String before = mux.lastEmm(CARD).orElseThrow();
    expect(200, method, CARDS + "/" + CARD + what, body);
    await(what + " is on air", () -> !mux.lastEmm(CARD).orElseThrow().equals(before));
    return mux.lastEmm(CARD).orElseThrow();
  }

  private static String entitlements(String products) {
    return ("\"entitlements\": [{\"products\": [%s], \"start\": \"2026-01-01T00:00:00Z\","
            + " \"finish\": \"2036-01-01T00:00:00Z\"}]")
        .formatted(products);
  }

  private Rest.Answer expect(int status, String method, String path, String body) throws Exception {
    Rest.Answer answer = rest.call(method, path, body);
    assertEquals(method + " " + path + ": " + answer.body(), status, answer.status());
    return answer;
  }

  private int status(String method, String path) {
    try {
      return rest.call(method, path, "").status();
    } catch (IOException notYet) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking " + path, e);
    }
  }

  private Rest.Answer answer(String method, String path) {
    try {
      return rest.call(method, path, "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking " + path, e);
    }
  }

  /** No resource is there; that a record is not there is told by another problem. */
  private static boolean unrouted(Rest.Answer answer) {
    return answer.status() == 404
        && (!answer.body().contains("https://caskade.io/problems/")
            || answer.text("type").endsWith("/path-unknown"));
  }

  /** Method and path of each operation, with names in place of the parameters. */
  private static List<String> operations(String document) {
    List<String> operations = new ArrayList<>();
    String path = "";
    Matcher found =
        OPERATION.matcher(
            document.substring(
                document.indexOf("\n  \"paths\" :"), document.indexOf("\n  \"components\" :")));
    while (found.find()) {
      if (found.group(1).startsWith("/")) {
        path = "/api/v1" + found.group(1);
      } else {
        operations.add(found.group(1).toUpperCase(Locale.ROOT) + " " + filled(path));
      }
    }
    return operations;
  }

  private static String filled(String path) {
    return path.replace("{network}", "main")
        .replace("{serial}", Long.toString(OTHER_CARD))
        .replace("{number}", "4")
        .replace("{kind}", path.contains("/reports/") ? "cards-by-status" : "ecmg")
        .replace("{login}", "nobody")
        .replace("{address}", "192.0.2.1")
        .replaceAll("\\{(id|name)}", "none");
  }
}
