/** Tests of the console, reports. */
@NullMarked
package io.caskade.faces.console.commands.reports;

import org.jspecify.annotations.NullMarked;
