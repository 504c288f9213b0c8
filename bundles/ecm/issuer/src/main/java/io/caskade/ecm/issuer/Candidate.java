package io.caskade.ecm.issuer;

import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.ProfileTraits;
import org.jspecify.annotations.Nullable;

/** A profile service as the rack knows it. Changed under the issuer's lock only. */
final class Candidate {
  /** Where it stands with the gate. */
  enum Verdict {
    CHECKING,
    PASSED,
    REJECTED
  }

  private final ProfileOffer offer;
  private final @Nullable ProfileVersion version;
  private int ranking;
  private Verdict verdict = Verdict.CHECKING;
  private String detail = "its known-answer test is running";
  private @Nullable ProfileTraits traits;

  /** Read by the gate on another thread. */
  private volatile boolean gone;

  Candidate(ProfileOffer offer) {
    this.offer = offer;
    this.ranking = offer.ranking();
    ProfileVersion parsed = null;
    try {
      parsed = ProfileVersion.parse(offer.version());
    } catch (IllegalArgumentException e) {
      reject(String.valueOf(e.getMessage()));
    }
    this.version = parsed;
  }

  void pass(ProfileTraits traits) {
    this.traits = traits;
    verdict = Verdict.PASSED;
    detail = "";
  }

  void reject(String why) {
    verdict = Verdict.REJECTED;
    detail = why;
  }

  void leave() {
    gone = true;
  }

  void rank(int newRanking) {
    ranking = newRanking;
  }

  boolean isGone() {
    return gone;
  }

  ProfileOffer offer() {
    return offer;
  }

  String name() {
    return offer.name();
  }

  CasProfile profile() {
    return offer.profile();
  }

  /** Null only for a rejected one. */
  @Nullable ProfileVersion version() {
    return version;
  }

  int ranking() {
    return ranking;
  }

  Verdict verdict() {
    return verdict;
  }

  String detail() {
    return detail;
  }

  /** Null until it passed. */
  @Nullable ProfileTraits traits() {
    return traits;
  }

  /** Name and version, for messages. */
  String label() {
    return offer.name() + " " + offer.version();
  }
}
