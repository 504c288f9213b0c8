/**
 * Sections over transport packets: cutting them out and packing them in (ISO/IEC 13818-1, clause
 * 2.4.4).
 */
@NullMarked
package io.caskade.lib.ts.section;

import org.jspecify.annotations.NullMarked;
