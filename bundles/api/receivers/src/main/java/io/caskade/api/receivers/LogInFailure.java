package io.caskade.api.receivers;

/** Why a log-in failed. */
public enum LogInFailure {
  UNKNOWN_NAME,
  WRONG_PASSWORD,
  /** The peer speaks something else, breaks off in mid-message or exceeds the sizes. */
  PROTOCOL,
  /** It was connected and did not log in in time. */
  SILENCE
}
