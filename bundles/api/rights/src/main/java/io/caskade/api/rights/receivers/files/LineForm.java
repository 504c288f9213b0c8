package io.caskade.api.rights.receivers.files;

/** For which program lines are written. */
public enum LineForm {
  /** CCcam.cfg: C, N or L lines. */
  CCCAM,
  /** oscam.server: readers. */
  OSCAM,
  /** newcamd.list of MgCamd: CWS lines. */
  NEWCAMD,
  /** tvheadend: its CA clients as JSON. */
  TVHEADEND
}
