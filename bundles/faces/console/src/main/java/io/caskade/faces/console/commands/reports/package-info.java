/** Reports. */
@NullMarked
package io.caskade.faces.console.commands.reports;

import org.jspecify.annotations.NullMarked;
