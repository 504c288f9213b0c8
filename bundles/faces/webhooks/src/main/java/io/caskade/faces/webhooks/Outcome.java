package io.caskade.faces.webhooks;

/** What became of one try. */
sealed interface Outcome {
  /** Any status 2xx. */
  record Taken() implements Outcome {}

  /** Status 410: the receiver wants nothing any more. */
  record Gone() implements Outcome {}

  /** Everything else. The reason is a word for the operator, never part of an answer. */
  record Failed(String reason) implements Outcome {}
}
