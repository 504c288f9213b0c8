/** MPEG-2 transport stream packets and where they come from (ISO/IEC 13818-1, clause 2.4.3). */
@NullMarked
package io.caskade.lib.ts;

import org.jspecify.annotations.NullMarked;
