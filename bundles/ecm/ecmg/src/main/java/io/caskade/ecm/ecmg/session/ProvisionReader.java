package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.lib.simulcrypt.CryptoPeriods;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Checks a CW_provision against the channel's terms and makes the request for the issuer of it.
 * Also keeps the stream's access criteria and shows its words to the watch. Confined to a channel.
 */
final class ProvisionReader {
  /** No scrambling algorithm has longer keys. */
  private static final int LONGEST_WORD = 64;

  /** Mask 00000000: what TVCAS3 takes missing or short access criteria for. */
  private static final AccessCriteria NO_PRODUCTS = AccessCriteria.of(new byte[4]);

  private static final int MASK_LENGTH = 4;

  private final SessionLoop loop;
  private final ChannelGrant grant;

  /** Bytes of access criteria that the channel's streams remember. */
  private int remembered;

  ProvisionReader(SessionLoop loop, ChannelGrant grant) {
    this.loop = loop;
    this.grant = grant;
  }

  ProvisionReading read(EcmStream stream, CwProvision message, long arrival) {
    if (message.pdu().has(EcmgParameters.CW_ENCRYPTION)) {
      return Refusal.of(EcmgErrorStatus.INVALID_PARAMETER_VALUE, EcmgParameters.CW_ENCRYPTION);
    }
    boolean byNumber =
        message.hasWordsFor(grant.settings().terms().leadCw(), grant.settings().terms().cwPerMsg());
    boolean byPlace =
        grant.settings().rules().lenient()
            && message.wordCount() == grant.settings().terms().cwPerMsg();
    if (!byNumber && !byPlace) {
      return Refusal.of(EcmgErrorStatus.NOT_ENOUGH_CONTROL_WORDS);
    }
    for (int i = 0; i < message.wordCount(); i++) {
      if (message.wordLength(i) > LONGEST_WORD) {
        return Refusal.of(
            EcmgErrorStatus.INCONSISTENT_PARAMETER_LENGTH, EcmgParameters.CP_CW_COMBINATION);
      }
    }
    AccessCriteria criteria = criteria(stream, message);
    if (criteria == null) {
      return Refusal.of(EcmgErrorStatus.OUT_OF_STORAGE, EcmgParameters.ACCESS_CRITERIA);
    }
    List<CryptoPeriodWord> words = words(stream.watch(), message, byNumber);
    EcmRequest request = new EcmRequest(grant.superCasId(), message.cpNumber(), words, criteria);
    return new Provision(message.version(), message.ecmChannelId(), request, arrival);
  }

  /** A stream is gone. */
  void forget(EcmStream stream) {
    remembered -= length(stream.criteria());
  }

  /**
   * The words in wire order. When their numbers do not fit, which only a lenient listener lets
   * pass, they count by place (tvcas3 chapter 2.3).
   */
  private List<CryptoPeriodWord> words(StreamWatch watch, CwProvision message, boolean byNumber) {
    int cpNumber = message.cpNumber();
    OptionalInt cpDuration = message.cpDuration();
    watch.declare(cpDuration.orElse(0));
    watch.provision(loop.now(), cpNumber);
    int first =
        CryptoPeriods.firstCarried(
            cpNumber, grant.settings().terms().leadCw(), grant.settings().terms().cwPerMsg());
    CryptoPeriodWord[] words = new CryptoPeriodWord[message.wordCount()];
    for (int i = 0; i < words.length; i++) {
      int period = byNumber ? message.wordCpNumber(i) : CryptoPeriods.plus(first, i);
      byte[] bytes = loop.wordScratch(message.wordLength(i));
      message.copyWord(i, bytes, 0);
      ControlWord word = new ControlWord(bytes);
      watch.word(period, loop.fingerprint().of(bytes, bytes.length), word.isZero());
      Arrays.fill(bytes, (byte) 0);
      words[i] = new CryptoPeriodWord(period, word);
    }
    return List.of(words);
  }

  /** Null when the channel's streams remember too much already. */
  private @Nullable AccessCriteria criteria(EcmStream stream, CwProvision message) {
    AccessCriteria last = stream.criteria();
    boolean lenient = grant.settings().rules().lenient();
    if (!message.hasAccessCriteria()) {
      return last != null
          ? last
          : grant
              .settings()
              .rules()
              .defaultCriteria()
              .orElse(lenient ? NO_PRODUCTS : AccessCriteria.NONE);
    }
    if (last != null && areSame(last.octets(), message.pdu())) {
      return last;
    }
    AccessCriteria latest =
        AccessCriteria.of(message.pdu().value(EcmgParameters.ACCESS_CRITERIA, 0));
    if (lenient && latest.octets().length() < MASK_LENGTH) {
      latest = NO_PRODUCTS;
    }
    if (latest.equals(last)) {
      return last;
    }
    int more = length(latest) - length(last);
    if (remembered + more > grant.settings().rules().limits().criteriaBytes()) {
      return null;
    }
    remembered += more;
    if (last != null) {
      stream.alarms().criteriaChanged(last, latest, loop.now());
    }
    stream.remember(latest);
    return latest;
  }

  /** Compares without a copy to throw away: most provisions repeat the criteria. */
  private boolean areSame(Octets last, Pdu message) {
    byte[] latest = loop.criteriaScratch();
    int length = last.length();
    if (length > latest.length
        || message.valueLength(EcmgParameters.ACCESS_CRITERIA, 0) != length) {
      return false;
    }
    message.copyTail(EcmgParameters.ACCESS_CRITERIA, 0, 0, latest, 0);
    for (int i = 0; i < length; i++) {
      if ((latest[i] & 0xFF) != last.at(i)) {
        return false;
      }
    }
    return true;
  }

  private static int length(@Nullable AccessCriteria criteria) {
    return criteria == null ? 0 : criteria.octets().length();
  }
}
