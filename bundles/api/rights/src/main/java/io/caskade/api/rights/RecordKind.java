package io.caskade.api.rights;

/** Kinds of {@link StoredRecord}; each names its record class in a subpackage of this one. */
public enum RecordKind {
  SUBSCRIBER,
  SET_TOP_BOX,
  PRODUCT,
  SERVICE,
  ACCOUNT,
  API_TOKEN,
  JOB,
  WEBHOOK,
  ANSWERED_REQUEST,
  APPROVAL,
  RECEIVER_ACCOUNT
}
