/**
 * Program tables and the descriptors that conditional access writes into them (ISO/IEC 13818-1,
 * ETSI EN 300 468).
 */
@NullMarked
package io.caskade.lib.ts.psi;

import org.jspecify.annotations.NullMarked;
