/**
 * Sessions with SCS: channel and stream state machines, provisions, parking, alarms. No socket and
 * no thread: everything of a session happens on its {@link
 * io.caskade.ecm.ecmg.session.SessionLoop}, with an injected clock.
 */
@NullMarked
package io.caskade.ecm.ecmg.session;

import org.jspecify.annotations.NullMarked;
