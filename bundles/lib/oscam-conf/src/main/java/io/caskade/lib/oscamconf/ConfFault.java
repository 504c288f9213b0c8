package io.caskade.lib.oscamconf;

/** What can be odd about a line of an OSCam file. */
public enum ConfFault {
  /** A line that is neither a section nor {@code key = value}. No arguments: it may be a secret. */
  NO_ENTRY,
  /** Stands before the first section. No arguments. */
  NO_SECTION,
  /** A section of another name. Argument: name. */
  FOREIGN_SECTION,
  /** A key that stands twice in a section; the last one counts. Argument: key. */
  DUPLICATE_KEY,
  /** A key that OSCam does not know here. Argument: key. */
  UNKNOWN_KEY,
  /** An account without {@code user}. No arguments. */
  USER_MISSING,
  /** An account without {@code pwd}. Argument: user. */
  PASSWORD_MISSING,
  /** An account of this name stands above already. Arguments: user, line. */
  DUPLICATE_ACCOUNT,
  /** A value that is none of those the key may have. Argument: key. */
  VALUE_INVALID
}
