/** Lines between reader and card that need no hardware. */
@NullMarked
package io.caskade.lib.cardprotocol.line;

import org.jspecify.annotations.NullMarked;
