package io.caskade.api.ecm.sample;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.keys.EcmKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Cards that nobody has: the two control words of 16 bytes that DVB-CISSA wants, under AES-256-GCM.
 * Shows that the head-end serves more than one length, and what the contract kit asks of a profile.
 */
public final class CissaSampleProfile implements CasProfile {
  public static final String PROFILE = "cissa-sample";

  public static final int WORD_LENGTH = 16;
  public static final int ECM_KEY_LENGTH = 32;

  private static final ProfileTraits TRAITS =
      new ProfileTraits(
          PROFILE,
          1,
          2,
          Set.of(WORD_LENGTH),
          ECM_KEY_LENGTH,
          CissaSampleEmmWorker.CARD_KEY_LENGTH,
          false);

  @Override
  public ProfileTraits traits() {
    return TRAITS;
  }

  @Override
  public EcmWorker ecmWorker(EcmKey key, RandomGenerator padding) {
    requireLength(key);
    return new CissaSampleEcmWorker(new CissaSampleCipher(key), padding);
  }

  @Override
  public EcmOpener ecmOpener(EcmKey key) {
    requireLength(key);
    return new CissaSampleEcmOpener(new CissaSampleCipher(key));
  }

  /** Products in common, inside the window; both of its ends are open. */
  @Override
  public boolean entitles(CardRights rights, OpenedEcm ecm) {
    Octets criteria = ecm.accessCriteria().octets();
    return criteria.length() == Integer.BYTES
        && rights.products().shares(ProductMask.parse(criteria.hex()))
        && rights.start().isBefore(ecm.issuedAt())
        && !ecm.issuedAt().isAfter(rights.finish());
  }

  @Override
  public EmmWorker emmWorker(CardCalendar calendar) {
    return new CissaSampleEmmWorker();
  }

  /** Computed apart, with Python's {@code cryptography}. */
  @Override
  public List<KnownAnswer> knownAnswers() {
    return List.of(
        answer(
            65534,
            "0123456789ABCDEFFEDCBA9876543210",
            "00112233445566778899AABBCCDDEEFF",
            "807048A0A1A2A3A4A5A6A7A8A9AAABE6187C2D2098F3BF6346C2B48ED10D"
                + "318E70E388E4E3707C9C1F04B53BFE13765AEFED4463FFBDC25F9C04D9FF"
                + "3D0F19D68ACE568F550CA09343F28C"),
        answer(
            65535,
            "00112233445566778899AABBCCDDEEFF",
            "F0E1D2C3B4A5968778695A4B3C2D1E0F",
            "817048A0A1A2A3A4A5A6A7A8A9AAABE6187C2D2098F3BF92845510B3DF56"
                + "5908C5035BAE9A5C639C1F04B53BFE13765AEFED4463FFBDC25F9C04D913"
                + "89A57938E2EFB2DCAD3A026053B3DD"));
  }

  private static KnownAnswer answer(int cpNumber, String word, String nextWord, String ecm) {
    return new KnownAnswer(
        "cp_number " + cpNumber,
        new EcmKey(
            HexFormat.of()
                .parseHex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F")),
        Octets.parseHex("A0A1A2A3A4A5A6A7A8A9AAAB"),
        new EcmInput(
            cpNumber,
            List.of(
                new CryptoPeriodWord(cpNumber, word(word)),
                new CryptoPeriodWord(cpNumber + 1 & 0xFFFF, word(nextWord))),
            new AccessCriteria(Octets.parseHex("00000011")),
            1_700_000_000L),
        new EcmDatagram(Octets.parseHex(ecm)));
  }

  private static ControlWord word(String hex) {
    return new ControlWord(HexFormat.of().parseHex(hex));
  }

  private static void requireLength(EcmKey key) {
    if (key.length() != ECM_KEY_LENGTH) {
      throw new CaskadeException(ErrorCode.KEY_LENGTH, "ECM", key.length(), ECM_KEY_LENGTH);
    }
  }
}
