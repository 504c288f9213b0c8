/** Tests of the console, journal. */
@NullMarked
package io.caskade.faces.console.commands.backups;

import org.jspecify.annotations.NullMarked;
