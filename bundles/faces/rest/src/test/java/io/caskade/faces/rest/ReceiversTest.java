package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receiver accounts over real HTTP. */
class ReceiversTest extends RestScene {
  private static final String RECEIVERS = "/networks/main/receivers";

  private final TreeMap<String, ReceiverAccount> accounts = new TreeMap<>();
  private final List<NewReceiverAccount> wanted = new ArrayList<>();
  private final List<String> passwords = new ArrayList<>();
  private final List<RecordFilter> filters = new ArrayList<>();

  @BeforeEach
  void manage() {
    api.headEnd.parts.put(
        ReceiverManagement.class,
        Fakes.of(
            ReceiverManagement.class,
            Map.of(
                "list", a -> page((RecordFilter) a[2]),
                "show", a -> find(a[2]),
                "add", a -> add((NewReceiverAccount) a[1]),
                "change",
                    a ->
                        keep(find(a[2]), (ReceiverRules) a[3], (boolean) a[4], (OptionalLong) a[5]),
                "changePassword",
                    a -> {
                      take(optional(a[3]));
                      return new ReceiverManagement.Made(
                          find(a[2]), ReceiverPassword.of("another-one"));
                    },
                "password", a -> ReceiverPassword.of("of " + find(a[2]).name()),
                "remove", a -> accounts.remove(find(a[2]).name()))));
  }

  private List<ReceiverAccount> page(RecordFilter filter) {
    filters.add(filter);
    return accounts.tailMap(filter.after().orElse(""), false).values().stream()
        .limit(filter.limit())
        .toList();
  }

  private ReceiverAccount find(Object name) {
    ReceiverAccount found = accounts.get(name);
    if (found == null) {
      throw new CaskadeException(ErrorCode.RECEIVER_UNKNOWN, name);
    }
    return found;
  }

  @SuppressWarnings("unchecked")
  private static Optional<ReceiverPassword> optional(Object given) {
    return (Optional<ReceiverPassword>) given;
  }

  private void take(Optional<ReceiverPassword> given) {
    passwords.add(given.map(one -> new String(one.bytes(), StandardCharsets.UTF_8)).orElse("made"));
  }

  private ReceiverManagement.Made add(NewReceiverAccount account) {
    if (accounts.containsKey(account.name())) {
      throw new CaskadeException(ErrorCode.RECEIVER_EXISTS, account.name());
    }
    wanted.add(account);
    take(account.password());
    var made =
        new ReceiverAccount(
            account.network(),
            account.name(),
            1,
            account.card(),
            new WrappedKey(Octets.parseHex("0102")),
            account.rules(),
            true);
    accounts.put(made.name(), made);
    return new ReceiverManagement.Made(made, ReceiverPassword.of("Kp7-made-secret"));
  }

  private ReceiverAccount keep(
      ReceiverAccount before, ReceiverRules rules, boolean enabled, OptionalLong version) {
    if (version.isPresent() && version.getAsLong() != before.version()) {
      throw new CaskadeException(
          ErrorCode.VERSION_CONFLICT, before.network(), "receiver-account:" + before.name());
    }
    var after =
        new ReceiverAccount(
            before.network(),
            before.name(),
            before.version() + 1,
            before.card(),
            before.password(),
            rules,
            enabled);
    accounts.put(after.name(), after);
    return after;
  }

  @Test
  void anAccountIsMadeWithItsCardAndThePasswordComesAlong() throws Exception {
    HttpResponse<String> made =
        api.post(RECEIVERS, "{\"name\":\"flat-17\",\"card\":2100000000,\"makeCard\":true}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith("/receivers/flat-17");
    assertThat(made.headers().firstValue("ETag")).hasValue("\"1\"");
    JsonNode body = api.json(made);
    assertThat(body.path("password").asText()).isEqualTo("Kp7-made-secret");
    assertThat(body.path("kept").path("services").asInt()).isEqualTo(2);
    assertThat(body.path("kept").path("newestWins").asBoolean()).isTrue();
    assertThat(body.path("kept").has("password")).isFalse();
    assertThat(wanted)
        .containsExactly(
            new NewReceiverAccount(
                NetworkId.MAIN,
                "flat-17",
                new CardSerial(2_100_000_000L),
                true,
                Optional.empty(),
                ReceiverRules.DEFAULT));
    assertThat(passwords).containsExactly("made");
  }

  @Test
  void everyFieldIsTakenAndThePasswordIsDestroyedAfterwards() throws Exception {
    HttpResponse<String> made =
        api.post(
            RECEIVERS,
            """
            {"name":"ann","card":7,"password":"given-secret","services":3,"protocols":["cccam"],
             "addresses":["192.0.2.0/24"],"newestWins":false,"downhops":1}
            """);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(wanted.get(0).rules())
        .isEqualTo(new ReceiverRules(3, Set.of("cccam"), List.of("192.0.2.0/24"), false, 1));
    assertThat(wanted.get(0).makesCard()).isFalse();
    assertThat(passwords).containsExactly("given-secret");
    ReceiverPassword given = wanted.get(0).password().orElseThrow();
    assertThat(catchThrowable(given::bytes))
        .as("destroyed")
        .isInstanceOf(IllegalStateException.class);
    assertThat(status(api.post(RECEIVERS, "{\"name\":\"ann\",\"card\":7}"), "receiver-exists"))
        .isEqualTo(409);
  }

  @Test
  void whatIsNoAccountIsRefused() throws Exception {
    for (String body :
        List.of(
            "{}",
            "{\"name\":\"ann\"}",
            "{\"name\":\"ann\",\"card\":-1}",
            "{\"name\":\"ann\",\"card\":7,\"passwort\":\"x\"}",
            "{\"name\":\"ann\",\"card\":7,\"services\":\"two\"}")) {
      assertThat(api.post(RECEIVERS, body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(wanted).isEmpty();
  }

  /** A lost answer is asked for again: the password does not lie in the database for that. */
  @Test
  void anAnswerWithAPasswordIsNotKeptForItsKey() throws Exception {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> made =
          api.send(
              api.request(RECEIVERS)
                  .header("Idempotency-Key", "order-17")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"ann\",\"card\":7}")));
      assertThat(made.statusCode()).isEqualTo(201);
    }
    assertThat(wanted).hasSize(1);
    assertThat(api.headEnd.answered.values())
        .singleElement()
        .satisfies(answer -> assertThat(answer.body().length()).isZero());
  }

  @Test
  void oneCallSwitchesAnAccountOffAndTheRestStays() throws Exception {
    api.post(RECEIVERS, "{\"name\":\"ann\",\"card\":7,\"services\":5}");
    HttpResponse<String> off = patch("ann", "{\"enabled\":false}", null);
    assertThat(off.statusCode()).as(off.body()).isEqualTo(200);
    assertThat(api.json(off).path("enabled").asBoolean()).isFalse();
    assertThat(api.json(off).path("services").asInt()).isEqualTo(5);
    assertThat(off.headers().firstValue("ETag")).hasValue("\"2\"");
    assertThat(patch("ann", "{\"enabled\":true}", "\"1\"").statusCode()).isEqualTo(412);
    assertThat(patch("ann", "{\"services\":null}", "\"2\"").statusCode()).isEqualTo(200);
    assertThat(accounts.get("ann").rules().services()).isEqualTo(2);
    assertThat(accounts.get("ann").enabled()).isFalse();
    assertThat(patch("bob", "{}", null).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> patch(String name, String body, @Nullable String match)
      throws Exception {
    HttpRequest.Builder request =
        api.request(RECEIVERS + "/" + name)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body));
    return api.send(match == null ? request : request.header("If-Match", match));
  }

  @Test
  void thePasswordIsShownAndChanged() throws Exception {
    api.post(RECEIVERS, "{\"name\":\"ann\",\"card\":7}");
    JsonNode shown = api.json(api.get(RECEIVERS + "/ann/password"));
    assertThat(shown.path("password").asText()).isEqualTo("of ann");
    HttpResponse<String> changed = api.post(RECEIVERS + "/ann/password", "{}");
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(api.json(changed).path("password").asText()).isEqualTo("another-one");
    api.post(RECEIVERS + "/ann/password", "{\"password\":\"chosen-by-me\"}");
    assertThat(passwords).containsExactly("made", "made", "chosen-by-me");
    assertThat(api.get(RECEIVERS + "/ann").body()).doesNotContain("another-one");
  }

  @Test
  void accountsAreListedInPagesAndRemoved() throws Exception {
    for (String name : List.of("ann", "bob", "eve")) {
      api.post(RECEIVERS, "{\"name\":\"" + name + "\",\"card\":7}");
    }
    JsonNode page = api.json(api.get(RECEIVERS + "?limit=2&card=210-000-000-0&enabled=true"));
    assertThat(page.path("items").findValuesAsText("name")).containsExactly("ann", "bob");
    assertThat(filters.get(0).equal()).isEqualTo(Map.of("card", "2100000000", "enabled", "true"));
    JsonNode next = api.json(api.get(page.path("next").asText()));
    assertThat(next.path("items").findValuesAsText("name")).containsExactly("eve");
    assertThat(next.has("next")).isFalse();
    HttpRequest.Builder removal = api.request(RECEIVERS + "/bob").DELETE();
    assertThat(api.send(removal).statusCode()).isEqualTo(204);
    assertThat(accounts).containsOnlyKeys("ann", "eve");
    assertThat(status(api.send(api.request(RECEIVERS + "/bob").DELETE()), "receiver-unknown"))
        .isEqualTo(404);
  }

  @Test
  void scopesAreKept() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.uri(RECEIVERS))
            .header("Authorization", "Bearer " + FakeHeadEnd.READER);
    assertThat(api.send(request.GET()).statusCode()).isEqualTo(403);
    assertThat(api.headEnd.notes).containsExactly("refused receivers-read main");
  }
}
