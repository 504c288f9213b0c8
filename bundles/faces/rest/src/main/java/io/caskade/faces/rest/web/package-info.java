/** The web server: one PID, turned into the settings of Pax Web. */
@NullMarked
package io.caskade.faces.rest.web;

import org.jspecify.annotations.NullMarked;
