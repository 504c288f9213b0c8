/** The program {@code cw-test}: a receiver that says what is wrong with its line. */
@NullMarked
package io.caskade.tools.cwtest;

import org.jspecify.annotations.NullMarked;
