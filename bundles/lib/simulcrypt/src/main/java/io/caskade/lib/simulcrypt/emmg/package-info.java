/**
 * EMMG/PDG&lt;-&gt;MUX (TS 103 197, clause 6). The table is {@link
 * io.caskade.lib.simulcrypt.emmg.EmmgParameters} (codes, lengths) and {@link
 * io.caskade.lib.simulcrypt.emmg.EmmgMessageType} (messages, directions, counts); {@link
 * io.caskade.lib.simulcrypt.emmg.EmmgDecoder} follows it.
 */
@NullMarked
package io.caskade.lib.simulcrypt.emmg;

import org.jspecify.annotations.NullMarked;
