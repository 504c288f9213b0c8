/**
 * SimulCrypt in the words of a head-end: what was wrong with a message, by clause, parameter and
 * bytes, in English and Russian; and what of a message may be shown or kept at all. Values only: no
 * socket, no session, nothing thrown for what bytes hold.
 */
@NullMarked
package io.caskade.lib.simulcrypt.explain;

import org.jspecify.annotations.NullMarked;
