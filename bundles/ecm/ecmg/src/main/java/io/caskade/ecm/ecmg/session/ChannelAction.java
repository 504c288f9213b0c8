package io.caskade.ecm.ecmg.session;

/** What a session does about a channel event. */
enum ChannelAction {
  IGNORE("nothing"),
  NOTE("write it down; an error is never answered with an error"),
  CHECK_SETUP("check the channel_setup"),
  CHECK_SETUP_AGAIN("check the waiting channel_setup again"),
  ANSWER_STATUS("channel_status"),
  REFUSE_SETUP("channel_error with the reason"),
  REFUSE_SETUP_BUSY("channel_error 0x000D"),
  REFUSE_IN_USE("channel_error 0x0013"),
  REFUSE_UNKNOWN("channel_error 0x0006"),
  REFUSE_STREAM("stream_error 0x0006"),
  PASS_TO_STREAM("to the stream's table"),
  IMPLY_AND_PASS("open a channel without set-up, then to the stream's table"),
  DROP("forget the channel and its streams, no answer");

  private final String text;

  ChannelAction(String text) {
    this.text = text;
  }

  /** For the printed table. */
  String text() {
    return text;
  }
}
