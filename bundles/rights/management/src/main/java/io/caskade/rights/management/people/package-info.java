/** People: subscribers and their set-top boxes. */
@NullMarked
package io.caskade.rights.management.people;

import org.jspecify.annotations.NullMarked;
