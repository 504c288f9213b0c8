/** Scrambling of packet payloads: DVB-CSA2 and DVB-CISSA behind one pair of classes. */
@NullMarked
package io.caskade.lib.ts.scrambling;

import org.jspecify.annotations.NullMarked;
