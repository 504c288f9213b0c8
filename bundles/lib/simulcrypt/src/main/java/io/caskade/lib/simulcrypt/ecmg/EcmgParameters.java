package io.caskade.lib.simulcrypt.ecmg;

import static io.caskade.lib.simulcrypt.ParameterRow.Form.CONTROL_WORD;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.HEXADECIMAL;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.OPAQUE;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.PAYLOAD;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.SIGNED_MS;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.TENTHS_OF_SECOND;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.UNSIGNED;
import static io.caskade.lib.simulcrypt.ParameterRow.bytes;
import static io.caskade.lib.simulcrypt.ParameterRow.number;

import io.caskade.lib.simulcrypt.ParameterRow;

/** The parameters of ECMG&lt;-&gt;SCS (TS 103 197, clause 5): the first half of the table. */
public final class EcmgParameters {
  public static final ParameterRow SUPER_CAS_ID = number(0x0001, "Super_CAS_id", HEXADECIMAL, 4);
  public static final ParameterRow SECTION_TSPKT_FLAG =
      number(0x0002, "section_TSpkt_flag", UNSIGNED, 1).upTo(1).upToInVersion(5, 2);
  public static final ParameterRow DELAY_START = number(0x0003, "delay_start", SIGNED_MS, 2);
  public static final ParameterRow DELAY_STOP = number(0x0004, "delay_stop", SIGNED_MS, 2);
  public static final ParameterRow TRANSITION_DELAY_START =
      number(0x0005, "transition_delay_start", SIGNED_MS, 2);
  public static final ParameterRow TRANSITION_DELAY_STOP =
      number(0x0006, "transition_delay_stop", SIGNED_MS, 2);
  public static final ParameterRow ECM_REP_PERIOD = number(0x0007, "ECM_rep_period", UNSIGNED, 2);
  public static final ParameterRow MAX_STREAMS = number(0x0008, "max_streams", UNSIGNED, 2);
  public static final ParameterRow MIN_CP_DURATION =
      number(0x0009, "min_CP_duration", TENTHS_OF_SECOND, 2);
  public static final ParameterRow LEAD_CW = number(0x000A, "lead_CW", UNSIGNED, 1);
  public static final ParameterRow CW_PER_MSG = number(0x000B, "CW_per_msg", UNSIGNED, 1);
  public static final ParameterRow MAX_COMP_TIME = number(0x000C, "max_comp_time", UNSIGNED, 2);
  public static final ParameterRow ACCESS_CRITERIA = bytes(0x000D, "access_criteria", OPAQUE, 0);
  public static final ParameterRow ECM_CHANNEL_ID = number(0x000E, "ECM_channel_id", UNSIGNED, 2);
  public static final ParameterRow ECM_STREAM_ID = number(0x000F, "ECM_stream_id", UNSIGNED, 2);
  public static final ParameterRow NOMINAL_CP_DURATION =
      number(0x0010, "nominal_CP_duration", TENTHS_OF_SECOND, 2);
  public static final ParameterRow ACCESS_CRITERIA_TRANSFER_MODE =
      number(0x0011, "access_criteria_transfer_mode", UNSIGNED, 1).upTo(1);
  public static final ParameterRow CP_NUMBER = number(0x0012, "CP_number", UNSIGNED, 2);
  public static final ParameterRow CP_DURATION = number(0x0013, "CP_duration", TENTHS_OF_SECOND, 2);

  /** Two bytes of crypto-period number, then the control word: 8 bytes in version 1. */
  public static final ParameterRow CP_CW_COMBINATION =
      bytes(0x0014, "CP_CW_combination", CONTROL_WORD, 3).lengthInVersion(1, 10);

  public static final ParameterRow ECM_DATAGRAM = bytes(0x0015, "ECM_datagram", PAYLOAD, 0);
  public static final ParameterRow AC_DELAY_START = number(0x0016, "AC_delay_start", SIGNED_MS, 2);
  public static final ParameterRow AC_DELAY_STOP = number(0x0017, "AC_delay_stop", SIGNED_MS, 2);
  public static final ParameterRow CW_ENCRYPTION = bytes(0x0018, "CW_encryption", PAYLOAD, 0);
  public static final ParameterRow ECM_ID = number(0x0019, "ECM_id", UNSIGNED, 2);
  public static final ParameterRow ERROR_STATUS = number(0x7000, "error_status", HEXADECIMAL, 2);
  public static final ParameterRow ERROR_INFORMATION =
      bytes(0x7001, "error_information", OPAQUE, 0);

  private EcmgParameters() {}
}
