/** Profiles and the clock of the ECMs. */
@NullMarked
package io.caskade.faces.console.commands.ecm;

import org.jspecify.annotations.NullMarked;
