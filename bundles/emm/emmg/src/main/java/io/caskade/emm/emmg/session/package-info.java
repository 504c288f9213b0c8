/** The conversation with one MUX, without sockets: states, pace, and what goes into a message. */
@NullMarked
package io.caskade.emm.emmg.session;

import org.jspecify.annotations.NullMarked;
