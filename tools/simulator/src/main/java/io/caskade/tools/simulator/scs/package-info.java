/**
 * The SimulCrypt synchroniser: control words, crypto periods, and the ECMG that makes ECMs of them.
 */
@NullMarked
package io.caskade.tools.simulator.scs;

import org.jspecify.annotations.NullMarked;
