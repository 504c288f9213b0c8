/** The journal for people and programs. */
@NullMarked
package io.caskade.rights.management.journal;

import org.jspecify.annotations.NullMarked;
