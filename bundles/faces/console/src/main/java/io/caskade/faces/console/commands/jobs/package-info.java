/** Bulk jobs. */
@NullMarked
package io.caskade.faces.console.commands.jobs;

import org.jspecify.annotations.NullMarked;
