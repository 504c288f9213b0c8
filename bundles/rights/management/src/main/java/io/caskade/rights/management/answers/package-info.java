/** What faces leave with management: answers to requests with a key, rows of the journal. */
@NullMarked
package io.caskade.rights.management.answers;

import org.jspecify.annotations.NullMarked;
