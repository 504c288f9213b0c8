package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.CryptoPeriods;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * CW_provision (0x0201, TS 103 197 clause 5), SCS to ECMG: the control words for one
 * crypto-period's ECM. The answer is ECM_response or stream_error.
 *
 * <p>The words are secret: {@link #wipeControlWords} when they are used up.
 */
public record CwProvision(Pdu pdu) implements EcmgStreamMessage {
  private static final int CP_LENGTH = 2;

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public CwProvision {
    EcmgMessageType.CW_PROVISION.require(pdu);
  }

  /** Starts a message; the order of the builder's calls is the order on the wire. */
  public static Builder builder(int version, int ecmChannelId, int ecmStreamId, int cpNumber) {
    return new Builder(version, ecmChannelId, ecmStreamId, cpNumber);
  }

  /** The crypto-period that the ECM is for, 0..65535. */
  public int cpNumber() {
    return pdu.unsigned(EcmgParameters.CP_NUMBER);
  }

  /** How many control words there are; CW_per_msg of them are asked for. */
  public int wordCount() {
    return pdu.count(EcmgParameters.CP_CW_COMBINATION);
  }

  /** The crypto-period of the {@code index}th word in wire order, 0..65535. */
  public int wordCpNumber(int index) {
    return pdu.leading16(EcmgParameters.CP_CW_COMBINATION, index);
  }

  /** Bytes of the {@code index}th word. */
  public int wordLength(int index) {
    return pdu.valueLength(EcmgParameters.CP_CW_COMBINATION, index) - CP_LENGTH;
  }

  /**
   * Copies the {@code index}th word to {@code target} at {@code offset}; the caller wipes it.
   *
   * @return its length
   */
  public int copyWord(int index, byte[] target, int offset) {
    return pdu.copyTail(EcmgParameters.CP_CW_COMBINATION, index, CP_LENGTH, target, offset);
  }

  /**
   * Copies the word of {@code cpNumber}, the first one if there are more.
   *
   * @return its length, or 0 when the message has none for that period
   */
  public int copyWordOf(int cpNumber, byte[] target, int offset) {
    int index = pdu.indexOfLeading16(EcmgParameters.CP_CW_COMBINATION, cpNumber);
    return index < 0 ? 0 : copyWord(index, target, offset);
  }

  /** The words in wire order, copied; the caller wipes each. */
  public List<CpCwCombination> combinations() {
    List<CpCwCombination> combinations = new ArrayList<>();
    int words = wordCount();
    for (int i = 0; i < words; i++) {
      byte[] word = new byte[wordLength(i)];
      copyWord(i, word, 0);
      combinations.add(new CpCwCombination(wordCpNumber(i), word));
      Arrays.fill(word, (byte) 0);
    }
    return combinations;
  }

  /**
   * True when the words are, in any order, exactly those that the terms ask for: periods
   * n+leadCw-cwPerMsg+1 .. n+leadCw. Otherwise the answer is error_status 0x000B.
   */
  public boolean hasWordsFor(int leadCw, int cwPerMsg) {
    if (wordCount() != cwPerMsg) {
      return false;
    }
    boolean[] found = new boolean[cwPerMsg];
    int cpNumber = cpNumber();
    for (int i = 0; i < cwPerMsg; i++) {
      int place = CryptoPeriods.place(cpNumber, leadCw, cwPerMsg, wordCpNumber(i));
      if (place < 0 || found[place]) {
        return false;
      }
      found[place] = true;
    }
    return true;
  }

  /** Overwrites the control words in this message with zeros. */
  public void wipeControlWords() {
    pdu.wipe(EcmgParameters.CP_CW_COMBINATION, CP_LENGTH);
  }

  /** Length of this period in units of 100 ms, when the SCS tells. */
  public OptionalInt cpDuration() {
    return pdu.optionalUnsigned(EcmgParameters.CP_DURATION);
  }

  /** True when access criteria are in this message; without, the stream's last ones hold. */
  public boolean hasAccessCriteria() {
    return pdu.has(EcmgParameters.ACCESS_CRITERIA);
  }

  /** A copy of the access criteria, which may be empty bytes. */
  public Optional<byte[]> accessCriteria() {
    return hasAccessCriteria()
        ? Optional.of(pdu.value(EcmgParameters.ACCESS_CRITERIA, 0))
        : Optional.empty();
  }

  /** How the words are encrypted between SCS and ECMG (annex D); absent when they are clear. */
  public Optional<byte[]> cwEncryption() {
    return pdu.has(EcmgParameters.CW_ENCRYPTION)
        ? Optional.of(pdu.value(EcmgParameters.CW_ENCRYPTION, 0))
        : Optional.empty();
  }

  /** Builds a CW_provision. */
  public static final class Builder {
    private static final int USUAL_SIZE = 80;

    private final PduBuilder pdu;

    private Builder(int version, int ecmChannelId, int ecmStreamId, int cpNumber) {
      pdu =
          PduBuilder.of(version, EcmgMessageType.CW_PROVISION.code(), USUAL_SIZE)
              .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
              .number(EcmgParameters.ECM_STREAM_ID, ecmStreamId)
              .number(EcmgParameters.CP_NUMBER, cpNumber);
    }

    /** Since version 2. */
    public Builder cwEncryption(byte[] value) {
      pdu.bytes(EcmgParameters.CW_ENCRYPTION, value);
      return this;
    }

    /**
     * Adds a control word.
     *
     * @param cpNumber 0..65535
     * @param word 8 bytes in version 1
     */
    public Builder word(int cpNumber, byte[] word) {
      pdu.combination(EcmgParameters.CP_CW_COMBINATION, cpNumber, word, 0, word.length);
      return this;
    }

    public Builder word(CpCwCombination combination) {
      return word(combination.cpNumber(), combination.word());
    }

    /**
     * Tells the real length of this period.
     *
     * @param tenthsOfSecond units of 100 ms, 0..65535
     */
    public Builder cpDuration(int tenthsOfSecond) {
      pdu.number(EcmgParameters.CP_DURATION, tenthsOfSecond);
      return this;
    }

    public Builder accessCriteria(byte[] value) {
      pdu.bytes(EcmgParameters.ACCESS_CRITERIA, value);
      return this;
    }

    /** The message; the builder must not be used any more. */
    public CwProvision build() {
      return new CwProvision(pdu.build());
    }
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.CW_PROVISION;
  }
}
