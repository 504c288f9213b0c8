package io.caskade.ecm.profiletvcas3;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.api.keys.EcmKey;
import java.util.HexFormat;
import java.util.List;

/**
 * ECMs that the original made from invented keys: both parities, the wrap of cp_number, the ends of
 * the time range.
 */
final class Tvcas3KnownAnswers {
  private Tvcas3KnownAnswers() {}

  /** Made anew with each call, since the receiver may destroy the secrets. */
  static List<KnownAnswer> all() {
    return List.of(
        answer(
            "ecm-001",
            "2F41A83FBA9957BA74F1D62918B4FD8237CE4F46112137749E245482FDA4052D",
            0,
            "0000000000000000",
            "1111111111111111",
            "00000001",
            1586693700L,
            "01ED3FE9619F0795037BDE278B15EB38DF7E27E3DAE78A",
            "80703470326421798412E0CEDEA2484B51FC4D91C4340359E40CC11E598E80"
                + "A1DFE551D229A48DBC78834C2F9D731F49BFEAAC59BCFE8B"),
        answer(
            "ecm-002",
            "00112233445566778899AABBCCDDEEFF0F1E2D3C4B5A69788796A5B4C3D2E1F0",
            1,
            "FFFFFFFFFFFFFFFF",
            "0000000000000000",
            "80000000",
            1586693700L,
            "889E9A98A70F54A79C5AC96717B8556DEF008D5DB15DA3",
            "817034703264215EFA0A62996F4E6BB5FBA23A805A3278FCBC44F3D7DB2ECC"
                + "57C1CEE616373046C4136375DF9EBCF46E9B68A921C4FA6E"),
        answer(
            "ecm-013",
            "2F41A83FBA9957BA74F1D62918B4FD8237CE4F46112137749E245482FDA4052D",
            65534,
            "1C0239D1CD3CB530",
            "82E679043F8D3E80",
            "FFFFFFFF",
            4294967295L,
            "C73431E7F02BC0B483F2E932493FC47FFF0CB6CF71BEFD",
            "807034703264210B23AB8CFA8ABAC40B768E7910D2A30DCDAF5773CE36F822"
                + "A1CB469992C2351BA753F62B4E470108EAA18D182FF1DF3B"),
        answer(
            "ecm-014",
            "00112233445566778899AABBCCDDEEFF0F1E2D3C4B5A69788796A5B4C3D2E1F0",
            65535,
            "05EDD1747E42DD89",
            "B9D43D8BEC94BB2E",
            "00000000",
            4294967295L,
            "F34862E57BC658F18EFC68503028971C41A0DE4F2B77F0",
            "81703470326421B3854B9F41D6A6EB9387670943236DEA417AF3D08EE33F35"
                + "FF499892F69ACFFA7782A5972064A7F1DF1820BD23C91C8B"),
        answer(
            "ecm-023",
            "0101010101010101FEFEFEFEFEFEFEFE1FE01FE00EF10EF1E01FE01FF10EF10E",
            4660,
            "7C0C708823C5E3B8",
            "D8AE72DB3832E684",
            "DEADBEEF",
            1700000000L,
            "AF00C43F2249AF0904A88B2BA1FE2BFF5304B2E6C7D33B",
            "8070347032642160CC3D02808C02547B041E494BBFF99797379AB2F11FC852"
                + "EC8CE6A6DB9FDF79A5699FCB7B36526251A4697D72A12AF9"),
        answer(
            "ecm-056",
            "A1B2C3D4E5F60718293A4B5C6D7E8F90112233445566778899AABBCCDDEEFF00",
            4661,
            "93F6D65F38AF270E",
            "C9064615A305DB83",
            "00000001",
            1L,
            "8DA251E433A28D52E6E208DFF845BE455391D52B6643C3",
            "8170347032642165CDF3AFD8B4110AC0CC6DFAF07D867BD1012DDC46142A1A"
                + "CE1C2E8673ACA3A7945074ABC8B3ADE36A0184BD8C6A6D8A"));
  }

  private static KnownAnswer answer(
      String name,
      String ecmKey,
      int cpNumber,
      String word,
      String nextWord,
      String accessCriteria,
      long time,
      String padding,
      String datagram) {
    return new KnownAnswer(
        name,
        new EcmKey(HexFormat.of().parseHex(ecmKey)),
        Octets.parseHex(padding),
        new EcmInput(
            cpNumber,
            List.of(
                new CryptoPeriodWord(cpNumber, word(word)),
                new CryptoPeriodWord(cpNumber + 1 & 0xFFFF, word(nextWord))),
            new AccessCriteria(Octets.parseHex(accessCriteria)),
            time),
        new EcmDatagram(Octets.parseHex(datagram)));
  }

  private static ControlWord word(String hex) {
    return new ControlWord(HexFormat.of().parseHex(hex));
  }
}
