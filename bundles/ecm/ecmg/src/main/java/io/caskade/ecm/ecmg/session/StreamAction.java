package io.caskade.ecm.ecmg.session;

/** What a session does about a stream event. */
enum StreamAction {
  IGNORE("nothing"),
  NOTE("write it down; an error is never answered with an error"),
  SET_UP("stream_status; stream_error when it does not fit"),
  SET_UP_AGAIN("stream_status with the new values"),
  ANSWER_STATUS("stream_status"),
  ANSWER_CLOSE("stream_close_response"),
  REFUSE_IN_USE("stream_error 0x0014"),
  REFUSE_UNKNOWN("stream_error 0x0007"),
  ISSUE("ECM_response; stream_error when it cannot be made"),
  IMPLY_AND_ISSUE("open the stream without set-up; ECM_response"),
  REPLACE_AND_ISSUE("stream_error 0x000D for the parked one; ECM_response"),
  ISSUE_PARKED("ECM_response for the parked one"),
  PARK("keep the CW_provision"),
  GIVE_UP("stream_error 0x000D for the parked one"),
  DROP("forget the stream, no answer");

  private final String text;

  StreamAction(String text) {
    this.text = text;
  }

  /** For the printed table. */
  String text() {
    return text;
  }
}
