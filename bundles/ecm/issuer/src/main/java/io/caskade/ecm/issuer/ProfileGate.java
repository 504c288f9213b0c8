package io.caskade.ecm.issuer;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.api.ecm.ProfileTraits;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Known-answer gate and warm-up (architecture section 3): a profile that does not reproduce its
 * vectors byte for byte never serves, and one that does is compiled by the time it serves.
 */
final class ProfileGate {
  /** What the gate found. */
  sealed interface Outcome {}

  /** It may serve. */
  record Passed(ProfileTraits traits) implements Outcome {}

  /** It may not, and why. */
  record Failed(String why) implements Outcome {}

  private final LongSupplier nanoTime;
  private final SecureRandom seeds;

  ProfileGate(LongSupplier nanoTime, SecureRandom seeds) {
    this.nanoTime = nanoTime;
    this.seeds = seeds;
  }

  /**
   * Runs the gate on the calling thread.
   *
   * @param cancelled true when the profile was taken away meanwhile
   */
  Outcome check(
      String name, CasProfile profile, IssuerSettings settings, BooleanSupplier cancelled) {
    try {
      ProfileTraits traits = profile.traits();
      if (!traits.name().equals(name)) {
        return new Failed(
            "its service is named '" + name + "', its traits '" + traits.name() + "'");
      }
      List<KnownAnswer> answers = profile.knownAnswers();
      if (answers.isEmpty()) {
        return new Failed("it has no known answers");
      }
      for (KnownAnswer answer : answers) {
        Optional<String> difference = reproduce(profile, answer);
        if (difference.isPresent()) {
          return new Failed(difference.get());
        }
      }
      warmUp(profile, answers, settings, cancelled);
      return new Passed(traits);
    } catch (RuntimeException | LinkageError e) {
      return new Failed(Fault.text(e));
    }
  }

  private static Optional<String> reproduce(CasProfile profile, KnownAnswer answer) {
    EcmDatagram made;
    try (EcmWorker worker =
        profile.ecmWorker(answer.key(), new ReplayedPadding(answer.padding()))) {
      made = worker.ecm(answer.input());
    } catch (RuntimeException | LinkageError e) {
      return Optional.of("vector '" + answer.name() + "': " + Fault.text(e));
    }
    return made.equals(answer.ecm())
        ? Optional.empty()
        : Optional.of("vector '" + answer.name() + "' differs at " + place(made.section(), answer));
  }

  private static String place(Octets made, KnownAnswer answer) {
    Octets wanted = answer.ecm().section();
    int common = Math.min(made.length(), wanted.length());
    int at = 0;
    while (at < common && made.at(at) == wanted.at(at)) {
      at++;
    }
    return "byte " + at + " (" + made.length() + " of " + wanted.length() + " bytes)";
  }

  private void warmUp(
      CasProfile profile,
      List<KnownAnswer> answers,
      IssuerSettings settings,
      BooleanSupplier cancelled) {
    Duration limit = settings.warmUpLimit();
    long start = nanoTime.getAsLong();
    int share = (settings.warmUpEcms() + answers.size() - 1) / answers.size();
    for (KnownAnswer answer : answers) {
      try (Keystream padding = new Keystream(seeds);
          EcmWorker worker = profile.ecmWorker(answer.key(), padding)) {
        for (int i = 0; i < share; i++) {
          if (cancelled.getAsBoolean() || nanoTime.getAsLong() - start > limit.toNanos()) {
            return;
          }
          worker.ecm(answer.input());
        }
      }
    }
  }
}
