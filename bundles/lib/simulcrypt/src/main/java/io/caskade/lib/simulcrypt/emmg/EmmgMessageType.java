package io.caskade.lib.simulcrypt.emmg;

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
import static io.caskade.lib.simulcrypt.ParameterUse.optionalSinceVersion2;
import static io.caskade.lib.simulcrypt.emmg.EmmgParameters.*;

import io.caskade.lib.simulcrypt.MessageRow;
import io.caskade.lib.simulcrypt.Pdu;
import java.util.Arrays;
import java.util.List;

/**
 * The messages of EMMG/PDG&lt;-&gt;MUX (TS 103 197, clause 6): the second half of the table. The
 * EMMG is the client.
 */
public enum EmmgMessageType {
  CHANNEL_SETUP(
      message(
          0x0011,
          "channel_setup",
          CLIENT_TO_SERVER,
          ChannelSetup::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(SECTION_TSPKT_FLAG))),
  CHANNEL_TEST(
      message(
          0x0012, "channel_test", BOTH, ChannelTest::new, one(CLIENT_ID), one(DATA_CHANNEL_ID))),
  CHANNEL_STATUS(
      message(
          0x0013,
          "channel_status",
          BOTH,
          ChannelStatus::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(SECTION_TSPKT_FLAG))),
  CHANNEL_CLOSE(
      message(
          0x0014,
          "channel_close",
          CLIENT_TO_SERVER,
          ChannelClose::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID))),
  CHANNEL_ERROR(
      error(
          0x0015,
          "channel_error",
          BOTH,
          ChannelError::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          oneOrMore(ERROR_STATUS),
          any(ERROR_INFORMATION))),
  STREAM_SETUP(
      message(
          0x0111,
          "stream_setup",
          CLIENT_TO_SERVER,
          StreamSetup::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID),
          oneSinceVersion2(DATA_ID),
          one(DATA_TYPE))),
  STREAM_TEST(
      message(
          0x0112,
          "stream_test",
          BOTH,
          StreamTest::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID))),
  STREAM_STATUS(
      message(
          0x0113,
          "stream_status",
          BOTH,
          StreamStatus::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID),
          oneSinceVersion2(DATA_ID),
          one(DATA_TYPE))),
  STREAM_CLOSE_REQUEST(
      message(
          0x0114,
          "stream_close_request",
          CLIENT_TO_SERVER,
          StreamCloseRequest::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID))),
  STREAM_CLOSE_RESPONSE(
      message(
          0x0115,
          "stream_close_response",
          SERVER_TO_CLIENT,
          StreamCloseResponse::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID))),
  STREAM_ERROR(
      error(
          0x0116,
          "stream_error",
          BOTH,
          StreamError::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID),
          oneOrMore(ERROR_STATUS),
          any(ERROR_INFORMATION))),
  STREAM_BW_REQUEST(
      message(
          0x0117,
          "stream_BW_request",
          CLIENT_TO_SERVER,
          StreamBwRequest::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID),
          optional(BANDWIDTH))),
  STREAM_BW_ALLOCATION(
      message(
          0x0118,
          "stream_BW_allocation",
          SERVER_TO_CLIENT,
          StreamBwAllocation::new,
          one(CLIENT_ID),
          one(DATA_CHANNEL_ID),
          one(DATA_STREAM_ID),
          optional(BANDWIDTH))),
  DATA_PROVISION(
      message(
          0x0211,
          "data_provision",
          CLIENT_TO_SERVER,
          DataProvision::new,
          one(CLIENT_ID),
          optionalSinceVersion2(DATA_CHANNEL_ID),
          optionalSinceVersion2(DATA_STREAM_ID),
          oneSinceVersion2(DATA_ID),
          oneOrMore(DATAGRAM)));

  @SuppressWarnings("ImmutableEnumChecker") // a row never changes
  private final MessageRow<EmmgMessage> row;

  EmmgMessageType(MessageRow<EmmgMessage> row) {
    this.row = row;
  }

  /** The whole table, by message code. */
  public static List<MessageRow<EmmgMessage>> table() {
    return Arrays.stream(values()).map(EmmgMessageType::row).toList();
  }

  public MessageRow<EmmgMessage> row() {
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
