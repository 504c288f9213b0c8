package io.caskade.lib.simulcrypt.ecmg;

import static io.caskade.lib.simulcrypt.Direction.BOTH;
import static io.caskade.lib.simulcrypt.Direction.CLIENT_TO_SERVER;
import static io.caskade.lib.simulcrypt.Direction.SERVER_TO_CLIENT;
import static io.caskade.lib.simulcrypt.MessageRow.error;
import static io.caskade.lib.simulcrypt.MessageRow.message;
import static io.caskade.lib.simulcrypt.ParameterUse.any;
import static io.caskade.lib.simulcrypt.ParameterUse.one;
import static io.caskade.lib.simulcrypt.ParameterUse.oneOrMore;
import static io.caskade.lib.simulcrypt.ParameterUse.oneSinceVersion2;
import static io.caskade.lib.simulcrypt.ParameterUse.optional;
import static io.caskade.lib.simulcrypt.ecmg.EcmgParameters.*;

import io.caskade.lib.simulcrypt.MessageRow;
import io.caskade.lib.simulcrypt.Pdu;
import java.util.Arrays;
import java.util.List;

/**
 * The messages of ECMG&lt;-&gt;SCS (TS 103 197, clause 5): the second half of the table. The SCS is
 * the client.
 */
public enum EcmgMessageType {
  CHANNEL_SETUP(
      message(
          0x0001,
          "channel_setup",
          CLIENT_TO_SERVER,
          ChannelSetup::new,
          one(ECM_CHANNEL_ID),
          one(SUPER_CAS_ID))),
  CHANNEL_TEST(message(0x0002, "channel_test", BOTH, ChannelTest::new, one(ECM_CHANNEL_ID))),
  CHANNEL_STATUS(
      message(
          0x0003,
          "channel_status",
          BOTH,
          ChannelStatus::new,
          one(ECM_CHANNEL_ID),
          one(SECTION_TSPKT_FLAG),
          optional(AC_DELAY_START),
          optional(AC_DELAY_STOP),
          one(DELAY_START),
          one(DELAY_STOP),
          optional(TRANSITION_DELAY_START),
          optional(TRANSITION_DELAY_STOP),
          one(ECM_REP_PERIOD),
          one(MAX_STREAMS),
          one(MIN_CP_DURATION),
          one(LEAD_CW),
          one(CW_PER_MSG),
          one(MAX_COMP_TIME))),
  CHANNEL_CLOSE(
      message(0x0004, "channel_close", CLIENT_TO_SERVER, ChannelClose::new, one(ECM_CHANNEL_ID))),
  CHANNEL_ERROR(
      error(
          0x0005,
          "channel_error",
          BOTH,
          ChannelError::new,
          one(ECM_CHANNEL_ID),
          oneOrMore(ERROR_STATUS),
          any(ERROR_INFORMATION))),
  STREAM_SETUP(
      message(
          0x0101,
          "stream_setup",
          CLIENT_TO_SERVER,
          StreamSetup::new,
          one(ECM_CHANNEL_ID),
          one(ECM_STREAM_ID),
          oneSinceVersion2(ECM_ID),
          one(NOMINAL_CP_DURATION))),
  STREAM_TEST(
      message(
          0x0102, "stream_test", BOTH, StreamTest::new, one(ECM_CHANNEL_ID), one(ECM_STREAM_ID))),
  STREAM_STATUS(
      message(
          0x0103,
          "stream_status",
          BOTH,
          StreamStatus::new,
          one(ECM_CHANNEL_ID),
          one(ECM_STREAM_ID),
          oneSinceVersion2(ECM_ID),
          one(ACCESS_CRITERIA_TRANSFER_MODE))),
  STREAM_CLOSE_REQUEST(
      message(
          0x0104,
          "stream_close_request",
          CLIENT_TO_SERVER,
          StreamCloseRequest::new,
          one(ECM_CHANNEL_ID),
          one(ECM_STREAM_ID))),
  STREAM_CLOSE_RESPONSE(
      message(
          0x0105,
          "stream_close_response",
          SERVER_TO_CLIENT,
          StreamCloseResponse::new,
          one(ECM_CHANNEL_ID),
          one(ECM_STREAM_ID))),
  STREAM_ERROR(
      error(
          0x0106,
          "stream_error",
          BOTH,
          StreamError::new,
          one(ECM_CHANNEL_ID),
          one(ECM_STREAM_ID),
          oneOrMore(ERROR_STATUS),
          any(ERROR_INFORMATION))),
  CW_PROVISION(
      message(
          0x0201,
          "CW_provision",
          CLIENT_TO_SERVER,
          CwProvision::new,
          one(ECM_CHANNEL_ID),
          one(ECM_STREAM_ID),
          one(CP_NUMBER),
          optional(CW_ENCRYPTION), // version 1 does not know it, but keeps it
          oneOrMore(CP_CW_COMBINATION), // CW_per_msg times, which only the session knows
          optional(CP_DURATION),
          optional(ACCESS_CRITERIA))),
  ECM_RESPONSE(
      message(
          0x0202,
          "ECM_response",
          SERVER_TO_CLIENT,
          EcmResponse::new,
          one(ECM_CHANNEL_ID),
          one(ECM_STREAM_ID),
          one(CP_NUMBER),
          one(ECM_DATAGRAM)));

  @SuppressWarnings("ImmutableEnumChecker") // a row never changes
  private final MessageRow<EcmgMessage> row;

  EcmgMessageType(MessageRow<EcmgMessage> row) {
    this.row = row;
  }

  /** The whole table, by message code. */
  public static List<MessageRow<EcmgMessage>> table() {
    return Arrays.stream(values()).map(EcmgMessageType::row).toList();
  }

  public MessageRow<EcmgMessage> row() {
    return row;
  }

  /** message_type. */
  public int code() {
    return row.code();
  }

  /** Returns {@code pdu}, which must be of this message_type. */
  Pdu require(Pdu pdu) {
    if (pdu.messageType() != row.code()) {
      throw new IllegalArgumentException(pdu + " is no " + row.name());
    }
    return pdu;
  }
}
