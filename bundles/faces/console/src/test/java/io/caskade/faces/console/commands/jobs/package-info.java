/** Tests of the console, jobs. */
@NullMarked
package io.caskade.faces.console.commands.jobs;

import org.jspecify.annotations.NullMarked;
