package io.caskade.ecm.ecmg.session;

import io.caskade.api.ecm.EcmRequest;
import io.caskade.lib.simulcrypt.CryptoPeriods;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says why a CW_provision gets no ECM. No state but the channel's. */
final class RefusedProvision {
  private final SessionNotes notes;
  private final ChannelGrant grant;

  RefusedProvision(SessionNotes notes, ChannelGrant grant) {
    this.notes = notes;
    this.grant = grant;
  }

  /** What the reader of provisions refused. */
  void byReader(CwProvision message, Refusal refusal) {
    if (message.pdu().has(EcmgParameters.CW_ENCRYPTION)) {
      notes.say(ExplanationCode.WORDS_ENCRYPTED, message);
    } else if (refusal.status() == EcmgErrorStatus.NOT_ENOUGH_CONTROL_WORDS.code()) {
      words(message);
    } else if (refusal.status() == EcmgErrorStatus.OUT_OF_STORAGE.code()) {
      notes.say(ExplanationCode.REFUSED_BY_HEADEND, message, "CW_provision", refusal.text());
    } else {
      List<Integer> lengths = new ArrayList<>();
      for (int i = 0; i < message.wordCount(); i++) {
        lengths.add(message.wordLength(i));
      }
      notes.say(ExplanationCode.WORD_LENGTH, message, message.cpNumber(), text(lengths));
    }
  }

  /** What issuer or profile refused; the message itself is gone by then. */
  void byIssuer(EcmRequest request, Refusal refusal) {
    int criteria = request.accessCriteria().octets().length();
    if (refusal.status() == EcmgErrorStatus.MISSING_MANDATORY_PARAMETER.code()) {
      notes.say(ExplanationCode.CRITERIA_MISSING, null);
    } else if (refusal.status() == EcmgErrorStatus.INVALID_PARAMETER_VALUE.code()) {
      notes.say(ExplanationCode.CRITERIA_REFUSED, null, criteria);
    } else if (refusal.status() == EcmgErrorStatus.INCONSISTENT_PARAMETER_LENGTH.code()) {
      List<Integer> lengths = request.words().stream().map(w -> w.word().length()).toList();
      notes.say(ExplanationCode.WORD_LENGTH, null, request.cpNumber(), text(lengths));
    } else {
      notes.say(ExplanationCode.REFUSED_BY_HEADEND, null, "CW_provision", refusal.text());
    }
  }

  private void words(CwProvision message) {
    ChannelTerms terms = grant.settings().terms();
    if (message.wordCount() != terms.cwPerMsg()) {
      notes.say(
          ExplanationCode.WORD_COUNT,
          message,
          message.cpNumber(),
          message.wordCount(),
          terms.cwPerMsg());
      return;
    }
    int first = CryptoPeriods.firstCarried(message.cpNumber(), terms.leadCw(), terms.cwPerMsg());
    List<Integer> came = new ArrayList<>();
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < terms.cwPerMsg(); i++) {
      came.add(message.wordCpNumber(i));
      wanted.add(CryptoPeriods.plus(first, i));
    }
    notes.say(ExplanationCode.WORD_PERIODS, message, message.cpNumber(), text(came), text(wanted));
  }

  private static String text(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
