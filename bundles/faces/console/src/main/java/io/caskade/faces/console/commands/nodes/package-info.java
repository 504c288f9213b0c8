/** Commands for several head-ends on one database. */
@NullMarked
package io.caskade.faces.console.commands.nodes;

import org.jspecify.annotations.NullMarked;
