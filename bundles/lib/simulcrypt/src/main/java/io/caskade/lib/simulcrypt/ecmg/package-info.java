/**
 * ECMG&lt;-&gt;SCS (TS 103 197, clause 5). The table is {@link
 * io.caskade.lib.simulcrypt.ecmg.EcmgParameters} (codes, lengths) and {@link
 * io.caskade.lib.simulcrypt.ecmg.EcmgMessageType} (messages, directions, counts); {@link
 * io.caskade.lib.simulcrypt.ecmg.EcmgDecoder} follows it.
 */
@NullMarked
package io.caskade.lib.simulcrypt.ecmg;

import org.jspecify.annotations.NullMarked;
