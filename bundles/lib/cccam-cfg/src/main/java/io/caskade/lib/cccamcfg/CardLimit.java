package io.caskade.lib.cccamcfg;

/**
 * What an account may have of one card, {@code caid:id:downhops}.
 *
 * @param caid 0 to FFFF; 0 with ident 0 is every card
 * @param ident provider, 0 to FFFFFF
 * @param downhops 0: the account does not get it, 1: for itself only, n: may pass on n - 1 levels
 */
public record CardLimit(int caid, int ident, int downhops) {
  /** Every card. */
  public boolean all() {
    return caid == 0 && ident == 0;
  }
}
