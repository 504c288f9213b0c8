package io.caskade.lib.simulcrypt.emmg;

import static io.caskade.lib.simulcrypt.ParameterRow.Form.HEXADECIMAL;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.OPAQUE;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.PAYLOAD;
import static io.caskade.lib.simulcrypt.ParameterRow.Form.UNSIGNED;
import static io.caskade.lib.simulcrypt.ParameterRow.bytes;
import static io.caskade.lib.simulcrypt.ParameterRow.number;

import io.caskade.lib.simulcrypt.ParameterRow;

/** The parameters of EMMG/PDG&lt;-&gt;MUX (TS 103 197, clause 6): the first half of the table. */
public final class EmmgParameters {
  public static final ParameterRow CLIENT_ID = number(0x0001, "client_id", HEXADECIMAL, 4);
  public static final ParameterRow SECTION_TSPKT_FLAG =
      number(0x0002, "section_TSpkt_flag", UNSIGNED, 1).upTo(1).upToInVersion(5, 2);
  public static final ParameterRow DATA_CHANNEL_ID = number(0x0003, "data_channel_id", UNSIGNED, 2);
  public static final ParameterRow DATA_STREAM_ID = number(0x0004, "data_stream_id", UNSIGNED, 2);
  public static final ParameterRow DATAGRAM = bytes(0x0005, "datagram", PAYLOAD, 0);
  public static final ParameterRow BANDWIDTH = number(0x0006, "bandwidth", UNSIGNED, 2);

  /** Not checked here: which types a MUX carries is its own affair. */
  public static final ParameterRow DATA_TYPE = number(0x0007, "data_type", UNSIGNED, 1);

  public static final ParameterRow DATA_ID = number(0x0008, "data_id", UNSIGNED, 2);
  public static final ParameterRow ERROR_STATUS = number(0x7000, "error_status", HEXADECIMAL, 2);
  public static final ParameterRow ERROR_INFORMATION =
      bytes(0x7001, "error_information", OPAQUE, 0);

  private EmmgParameters() {}
}
