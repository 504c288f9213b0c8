/** Backups of the head-end. */
@NullMarked
package io.caskade.faces.console.commands.backups;

import org.jspecify.annotations.NullMarked;
