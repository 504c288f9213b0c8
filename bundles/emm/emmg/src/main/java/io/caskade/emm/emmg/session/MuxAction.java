package io.caskade.emm.emmg.session;

/** What a state demands on an event. */
enum MuxAction {
  SET_UP_CHANNEL("send channel_setup"),
  SET_UP_STREAM("send stream_setup"),
  REQUEST_BANDWIDTH("send stream_BW_request"),
  OBEY("send EMMs as allocated"),
  USE_CONFIGURED("send EMMs at the configured rate, or as allocated before"),
  SLOW_DOWN("halve the rate and recover slowly"),
  NOTE("write it down for the operator"),
  CLOSE_STREAM("send stream_close_request, over UDP after 100 ms"),
  CLOSE_CHANNEL("send channel_close, close TCP"),
  HANG_UP("close TCP"),
  IGNORE("nothing");

  private final String text;

  MuxAction(String text) {
    this.text = text;
  }

  /** As the table in {@code docs/emmg-states.md} has it. */
  String text() {
    return text;
  }
}
