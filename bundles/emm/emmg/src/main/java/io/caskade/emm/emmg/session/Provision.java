package io.caskade.emm.emmg.session;

import io.caskade.lib.simulcrypt.emmg.DataProvision;

/**
 * One data_provision that is ready to go.
 *
 * @param emms in it
 * @param bits of the TS packets that will carry it
 */
record Provision(DataProvision message, int emms, long bits) {}
