package io.caskade.rights.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Role x operation x network for people, catalogue, jobs, webhooks and receivers, written down by
 * hand.
 */
class PeopleAndJobsMatrixTest {
  /**
   * Columns: administrator, operator, billing, dealer, auditor, personalisation; then whether only
   * billing does it in a network that says so.
   */
  private static final String MATRIX =
      """
      people.save            x x x - - - -
      people.show            x x x x x - -
      people.find            x x x x x - -
      people.remove          x x x - - - -
      people.forget          x - - - - - -
      people.saveBox         x x x - - - -
      people.blacklistBox    x - - - - - -
      people.showBox         x x x x x - -
      people.findBoxes       x x x x x - -
      people.removeBox       x x x - - - -
      catalogue.products     x x x x x - -
      catalogue.rename       x - - - - - -
      catalogue.services     x x x x x - -
      catalogue.service      x x x x x - -
      catalogue.save         x - - - - - -
      catalogue.remove       x - - - - - -
      jobs.add to stock      x - - - - - -
      jobs.add sold          x - - - - - b
      jobs.change windows    x x x - - - b
      jobs.change paired     x x - - - - -
      jobs.change protected  x - - - - - -
      jobs.extend            x x x - - - b
      jobs.suspend           x x x - - - b
      jobs.resume            x x x - - - b
      jobs.activate          x x x - - - b
      jobs.retire            x - - - - - -
      jobs.recall            x x x - - - -
      jobs.synchronise       x x x - - - b
      jobs.by name           x x x - - - b
      jobs.preview           x x x - - - b
      jobs.show              x x x - - - -
      jobs.list              x x x - - - -
      jobs.cancel            x x x - - - b
      jobs.resume job        x x x - - - b
      webhooks.list          x - - - - - -
      webhooks.add           x - - - - - -
      webhooks.change        x - - - - - -
      webhooks.remove        x - - - - - -
      webhooks.replay        x - - - - - -
      receivers.list         x x x - x - -
      receivers.show         x x x - x - -
      receivers.of           x x x - x - -
      receivers.add          x x x - - - -
      receivers.add a card   x x x - - - b
      receivers.add many     x x x - - - b
      receivers.change       x x x - - - -
      receivers.change pass  x x x - - - -
      receivers.password     x x x - - - -
      receivers.remove       x x x - - - -
      """;

  private static final NetworkId OTHER = new NetworkId("other");

  static Stream<Arguments> cells() {
    var cells = new ArrayList<Arguments>();
    for (String line : MATRIX.lines().toList()) {
      String operation = line.substring(0, 22).strip();
      String[] marks = line.substring(22).strip().split(" +");
      for (Role role : Role.values()) {
        cells.add(
            Arguments.of(role, operation, marks[role.ordinal()].equals("x"), marks[6].equals("b")));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void letsThroughWhatTheMatrixSays(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    assertThat(passes(caller(role, Set.of()), operation, false)).isEqualTo(allowed);
    assertThat(passes(caller(role, Set.of(NetworkId.MAIN)), operation, false)).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void refusesEverythingInANetworkOfOthers(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    assertThat(passes(caller(role, Set.of(OTHER)), operation, false)).isFalse();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void refusesEveryRoleWithoutAScope(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    Caller powerless = Bench.caller(role, Set.of());
    assertThat(passes(powerless, operation, false)).isFalse();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void needsBulkBesideThePermissionForTheWork(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    Set<Permission> permissions = EnumSet.copyOf(Roles.permissions(role));
    permissions.remove(Permission.BULK);
    Caller single = Bench.caller(role, Set.of(), permissions.toArray(Permission[]::new));
    assertThat(passes(single, operation, false))
        .isEqualTo(allowed && !operation.startsWith("jobs."));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void leavesSalesToBillingWhereTheNetworkSaysSo(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    assertThat(passes(caller(role, Set.of()), operation, true))
        .isEqualTo(allowed && (!billingOnly || role == Role.BILLING));
  }

  /** True when the call got through; a refusal is in the journal, and nothing else happened. */
  private static boolean passes(Caller caller, String operation, boolean billingOnly) {
    var operations = new MatrixOperations();
    if (billingOnly) {
      leaveToBilling(operations.bench);
    }
    MemoryStore store = operations.bench.store;
    store.applied.clear();
    Throwable refusal = catchThrowable(() -> operations.run(operation, caller));
    if (!forbidden(refusal)) {
      assertThat(refusal).as("the preparation suits the operation").isNull();
      return true;
    }
    assertThat(store.applied)
        .singleElement()
        .isInstanceOfSatisfying(
            Note.class,
            note -> {
              assertThat(note.operation()).isEqualTo("REFUSED");
              assertThat(note.actor()).isEqualTo(caller.actor());
            });
    return false;
  }

  private static boolean forbidden(@Nullable Throwable refusal) {
    return refusal instanceof CaskadeException e && e.code() == ErrorCode.FORBIDDEN;
  }

  private static Caller caller(Role role, Set<NetworkId> networks) {
    return Bench.caller(role, networks, Roles.permissions(role).toArray(Permission[]::new));
  }

  private static void leaveToBilling(Bench bench) {
    OperatorNetwork main = bench.presence.network(NetworkId.MAIN);
    bench.store.apply(
        List.of(
            new NetworkChange(
                UUID.randomUUID(),
                Bench.NOW,
                Bench.ADMINISTRATOR.actor(),
                "CHANGE",
                NetworkId.MAIN,
                new OperatorNetwork(
                    main.network(),
                    new NetworkPolicy("", AiringRules.DEFAULT, true),
                    main.version() + 1))));
  }
}
