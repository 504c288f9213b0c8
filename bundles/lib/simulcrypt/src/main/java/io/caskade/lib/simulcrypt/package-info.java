/**
 * DVB SimulCrypt messages (ETSI TS 103 197) as plain Java: no sockets, no threads, no dependency.
 *
 * <p>This package holds what both interfaces share: framing ({@link
 * io.caskade.lib.simulcrypt.PduFramer}), the bytes of one message ({@link
 * io.caskade.lib.simulcrypt.Pdu}), and the engine that checks them against the table of an
 * interface ({@link io.caskade.lib.simulcrypt.TableDecoder}). The tables and the messages are in
 * {@code ecmg} (clause 5) and {@code emmg} (clause 6).
 */
@NullMarked
package io.caskade.lib.simulcrypt;

import org.jspecify.annotations.NullMarked;
