/** What the programs beside the head-end share: their options, and how they end. */
@NullMarked
package io.caskade.tools.commandline;

import org.jspecify.annotations.NullMarked;
