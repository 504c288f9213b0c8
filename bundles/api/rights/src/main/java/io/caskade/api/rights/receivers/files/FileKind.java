package io.caskade.api.rights.receivers.files;

/** Files of other servers that are understood. */
public enum FileKind {
  /** CCcam.cfg: accounts (F lines), other servers, global options. */
  CCCAM_CFG,
  /** CCcam.providers: names of providers, and nothing else. */
  CCCAM_PROVIDERS,
  /** oscam.user: accounts. */
  OSCAM_USER
}
