package io.caskade.api.rights.jobs;

/** Life of a job. */
public enum JobState {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED
}
