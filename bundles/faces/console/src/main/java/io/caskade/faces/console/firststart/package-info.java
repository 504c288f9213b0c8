/** The first start makes the administrator's password; every start says when the head-end is up. */
@NullMarked
package io.caskade.faces.console.firststart;

import org.jspecify.annotations.NullMarked;
