/** The control-word server: who may watch what. */
@NullMarked
package io.caskade.receivers.server;

import org.jspecify.annotations.NullMarked;
