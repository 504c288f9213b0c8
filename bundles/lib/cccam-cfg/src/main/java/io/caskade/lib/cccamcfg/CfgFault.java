package io.caskade.lib.cccamcfg;

/** What can be odd about a line. */
public enum CfgFault {
  /** A blank before the colon of a line of one letter. Argument: letter. */
  BLANK_BEFORE_COLON,
  /** No blank after the colon; CCcam passes such a line over in silence. Argument: letter. */
  MISSING_BLANK,
  /** A letter or a key in small letters, which CCcam does not know. Argument: letter or key. */
  WRONG_CASE,
  /** Argument: letter. */
  TOO_FEW_FIELDS,
  /** Arguments: letter, number of the first field that is one too many. */
  TOO_MANY_FIELDS,
  /** Arguments: letter, number of the field. */
  NUMBER_EXPECTED,
  /** Argument: letter. */
  PORT_INVALID,
  /** Not 14 bytes. No arguments. */
  KEY_INVALID,
  /** No blank behind an opening brace, before a closing one, or behind a comma. No arguments. */
  BRACE_BLANKS,
  /** A brace that is not closed. No arguments. */
  BRACE_OPEN,
  /** Part of a brace that is no {@code caid:id:downhops}. Argument: which one, from 1. */
  LIMIT_INVALID,
  /** A host that is not behind three pairs of braces, which keep positions. No arguments. */
  HOST_POSITION,
  /** An account of this name stands above already. Arguments: name, line. */
  DUPLICATE_USER,
  /** The fourth field is above 1: CCcam reads shareemus there. Argument: value. */
  GUIDE_READING,
  /** A letter that no version of CCcam knows. Argument: letter. */
  UNKNOWN_LETTER,
  /** An option that no version of CCcam knows. Argument: key. */
  UNKNOWN_OPTION,
  /** Neither a line of one letter nor an option. No arguments: it may hold a password. */
  UNKNOWN_LINE,
  /** A line of CCcam.providers that is no {@code <caid><ident> "name"}. No arguments. */
  PROVIDER_INVALID
}
