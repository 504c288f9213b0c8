/**
 * The SimulCrypt ECMG server: listeners for any number of SCS, each a component of its own, on
 * event loops that they share.
 */
@NullMarked
package io.caskade.ecm.ecmg;

import org.jspecify.annotations.NullMarked;
