/** A real MariaDB server that tests and measurements start for themselves. */
@NullMarked
package io.caskade.tools.mariadb;

import org.jspecify.annotations.NullMarked;
